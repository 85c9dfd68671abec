package io.rankwire.delivery;

import io.rankwire.ranking.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Reads the ledger: what was sent where, what waits, what the other side said. Safe for use by many threads. */
public final class Deliveries {
    private final Jdbi jdbi;

    public Deliveries(Store store) {
        this.jdbi = store.jdbi();
    }

    /** The delivery of that id. */
    public Optional<Delivery> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from delivery where id = :id")
                .bind("id", id)
                .map((rs, ctx) -> delivery(rs))
                .findOne());
    }

    /**
     * What of the ledger is wanted.
     *
     * @param feed null for all
     * @param sink null for all
     * @param status a status' word; null for all
     */
    public record Filter(String feed, String sink, String status) {
        public static final Filter ALL = new Filter(null, null, null);
    }

    /**
     * One try at a delivery.
     *
     * @param answer what the other side said; null when it took the delivery without a word
     */
    public record Attempt(int number, Instant at, String outcome, String answer) {}

    /** Every attempt at a delivery, in order. */
    public List<Attempt> attempts(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select number, at, outcome, answer from attempt where delivery_id = :id order by number")
                .bind("id", id)
                .map((rs, ctx) -> new Attempt(
                        rs.getInt("number"),
                        Instant.ofEpochMilli(rs.getLong("at")),
                        rs.getString("outcome"),
                        rs.getString("answer")))
                .list());
    }

    /** The deliveries that are wanted, newest first. */
    public List<Delivery> list(Filter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from delivery where (cast(:feed as text) is null or feed = :feed)
                          and (cast(:sink as text) is null or sink = :sink) and (cast(:status as text) is null or status = :status)
                        order by id desc""")
                .bind("feed", filter.feed())
                .bind("sink", filter.sink())
                .bind("status", filter.status())
                .map((rs, ctx) -> delivery(rs))
                .list());
    }

    /** Whether its sink has an earlier revision of the same ranking, so that this one corrects what was told there. */
    boolean corrects(Delivery delivery) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select 1 from delivery d join snapshot s on s.id = d.snapshot_id
                          join snapshot mine on mine.id = :snapshot
                        where d.feed = :feed and d.sink = :sink and d.status = 'delivered'
                          and s.series_id = mine.series_id and s.first_day = mine.first_day
                          and s.revision < mine.revision)""")
                .bind("snapshot", delivery.snapshotId())
                .bind("feed", delivery.feed())
                .bind("sink", delivery.sink())
                .mapTo(Boolean.class)
                .one());
    }

    static Delivery delivery(ResultSet rs) throws SQLException {
        Delivery.Status status = Delivery.Status.of(rs.getString("status"));
        return new Delivery(
                rs.getLong("id"),
                rs.getString("event_id"),
                rs.getLong("snapshot_id"),
                rs.getString("feed"),
                rs.getString("label"),
                rs.getString("sink"),
                new Delivery.Progress(
                        status,
                        rs.getInt("attempts"),
                        status == Delivery.Status.DUE ? Instant.ofEpochMilli(rs.getLong("next_attempt_at")) : null,
                        rs.getString("last_error")),
                rs.getString("document"),
                rs.getString("sha256"));
    }
}
