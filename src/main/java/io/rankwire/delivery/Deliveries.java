package io.rankwire.delivery;

import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the ledger: what was sent where, what waits, what the other side said. Safe for use by many threads. */
public final class Deliveries {
    private static final int FETCHED_AT_ONCE = 500;

    private final Jdbi jdbi;

    public Deliveries(Store store) {
        this.jdbi = store.jdbi();
    }

    /** The delivery of that id. */
    public Optional<Delivery> find(long id) {
        return jdbi.withHandle(handle -> handle.select("select * from delivery where id = ?", id)
                .map((rs, ctx) -> delivery(rs))
                .findOne());
    }

    /**
     * One try at a delivery.
     *
     * @param answer what the other side said; null when it took the delivery without a word
     */
    public record Attempt(int number, Instant at, String outcome, String answer) {}

    /** Every attempt at a delivery, in order. */
    public List<Attempt> attempts(long id) {
        return jdbi.withHandle(
                handle -> handle.select("select * from attempt where delivery_id = ? order by number", id)
                        .map((rs, ctx) -> new Attempt(
                                rs.getInt("number"),
                                Instant.ofEpochMilli(rs.getLong("at")),
                                rs.getString("outcome"),
                                rs.getString("answer")))
                        .list());
    }

    /**
     * A delivery in a list.
     *
     * @param period of its ranking; null for a digest
     * @param owedAt when it was first owed
     */
    public record Listed(Delivery delivery, @Nullable Period period, Instant owedAt) {}

    private static final String LISTED = """
            select delivery.*, s.period_type, s.first_day from delivery join snapshot s on s.id = delivery.snapshot_id
            """;

    /** The delivery of that id, as it stands in lists. */
    public Optional<Listed> listed(long id) {
        return jdbi.withHandle(handle -> handle.select(LISTED + "where delivery.id = ?", id)
                .map((rs, ctx) -> listed(rs))
                .findOne());
    }

    private static Listed listed(ResultSet rs) throws SQLException {
        Delivery delivery = delivery(rs);
        Period period =
                new Period(PeriodType.parse(rs.getString("period_type")), LocalDate.parse(rs.getString("first_day")));
        return new Listed(
                delivery, delivery.digestId() == null ? period : null, Instant.ofEpochMilli(rs.getLong("created_at")));
    }

    /** Hands over the deliveries that are wanted, newest first, {@code most} of them; holds one at a time. */
    public void forEach(DeliveryFilter filter, int most, Consumer<Listed> reader) {
        jdbi.useHandle(handle -> {
            Query query = handle.createQuery(LISTED + filter.condition() + " order by delivery.id desc limit :most");
            filter.bind(query);
            query.bind("most", most)
                    .setFetchSize(FETCHED_AT_ONCE)
                    .map((rs, ctx) -> listed(rs))
                    .useIterator(deliveries -> deliveries.forEachRemaining(reader));
        });
    }

    /** All the deliveries that are wanted, newest first. */
    public List<Delivery> list(DeliveryFilter filter) {
        List<Delivery> list = new ArrayList<>();
        forEach(filter, Integer.MAX_VALUE, listed -> list.add(listed.delivery()));
        return list;
    }

    /** The ids of those that are due, or dead. */
    public Set<Long> ids(Delivery.Status status) {
        return jdbi.withHandle(handle -> handle.select("select id from delivery where status = '" + status.word() + "'")
                .mapTo(Long.class)
                .set());
    }

    /** Whether its sink has an earlier revision of the same ranking, so that this one corrects what was told there. */
    boolean corrects(Delivery delivery) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select 1 from delivery d join snapshot s on s.id = d.snapshot_id
                          join snapshot mine on mine.id = :snapshotId
                        where d.feed = :feed and d.sink = :sink and d.status = 'delivered'
                          and s.series_id = mine.series_id and s.first_day = mine.first_day
                          and s.revision < mine.revision)""")
                .bindMethods(delivery)
                .mapTo(Boolean.class)
                .one());
    }

    static Delivery delivery(ResultSet rs) throws SQLException {
        Delivery.Status status = Delivery.Status.of(rs.getString("status"));
        String stopped = rs.getString("stopped_because");
        String sha256 = rs.getString("sha256");
        return new Delivery(
                rs.getLong("id"),
                rs.getString("event_id"),
                rs.getLong("snapshot_id"),
                number(rs, "digest_id"),
                rs.getString("feed"),
                rs.getString("label"),
                rs.getString("sink"),
                new Delivery.Progress(
                        status,
                        rs.getInt("attempts"),
                        rs.getInt("retried_after"),
                        status == Delivery.Status.DUE ? moment(rs, "next_attempt_at") : null,
                        rs.getString("last_error")),
                stopped == null ? null : new Delivery.Stop(stopped, Instant.ofEpochMilli(rs.getLong("created_at"))),
                sha256 == null ? null : new Sent(rs.getString("document"), rs.getLong("bytes"), sha256),
                moment(rs, "settled_at"));
    }

    static @Nullable Instant moment(ResultSet rs, String column) throws SQLException {
        Long millis = number(rs, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet rs, String column) throws SQLException {
        long number = rs.getLong(column);
        return rs.wasNull() ? null : (Long) number;
    }
}
