package io.rankwire.delivery;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Sha256;
import io.rankwire.ranking.Owner;
import io.rankwire.ranking.Poll;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Every delivery that is owed, was made, or was given up. Safe for use by many threads. */
public final class Ledger {
    private static final String PUBLISHED = "published";

    private final Jdbi jdbi;
    private final Clock clock;
    private final Function<String, RetrySchedule> schedules;

    /** A ledger that asks {@code schedules} when a sink, by its name, is to be tried again. */
    public Ledger(Store store, Clock clock, Function<String, RetrySchedule> schedules) {
        this.jdbi = store.jdbi();
        this.clock = clock;
        this.schedules = schedules;
    }

    /**
     * What was sent.
     *
     * @param name of the document, or of the first of several
     * @param bytes of it
     * @param sha256 of it, in hex
     */
    public record Sent(String name, long bytes, String sha256) {

        /** A body that never was a file. */
        public static Sent of(String name, byte[] body) {
            return new Sent(name, body.length, Sha256.hex(body));
        }
    }

    /** Seals what the poll fetched and owes it to every sink, in one transaction. */
    public Snapshot publish(Poll poll, List<String> sinks) {
        return poll.seal((handle, snapshot) -> owe(handle, snapshot.id(), poll.feed(), sinks));
    }

    /** Owes a snapshot that is there already to the sinks of a feed, if that feed never published it. */
    public void publish(Snapshot known, Feed feed, List<String> sinks) {
        jdbi.useTransaction(handle -> {
            boolean published = handle.createQuery(
                            "select exists (select 1 from delivery where snapshot_id = :snapshot and feed = :feed)")
                    .bind("snapshot", known.id())
                    .bind("feed", feed.name())
                    .mapTo(Boolean.class)
                    .one();
            if (!published) {
                owe(handle, known.id(), feed, sinks);
            }
        });
    }

    private void owe(Handle handle, long snapshotId, Feed feed, List<String> sinks) {
        sinks.forEach(sink -> owe(handle, snapshotId, new Addressee(feed.name(), feed.label(), sink), PUBLISHED));
    }

    /** Whose publication goes where. */
    private record Addressee(String feed, String label, String sink) {}

    /**
     * Owes a snapshot once more to a sink, beside what was delivered before.
     *
     * @return the new delivery's id
     */
    public long replay(Snapshot snapshot, String sink) {
        return jdbi.inTransaction(handle -> {
            String feed = snapshot.origin().feed();
            String label = handle.createQuery(
                            "select label from delivery where snapshot_id = :snapshot order by id limit 1")
                    .bind("snapshot", snapshot.id())
                    .mapTo(String.class)
                    .findOne()
                    .orElse(feed);
            int before = handle.createQuery(
                            "select count(*) from delivery where snapshot_id = :snapshot and sink = :sink")
                    .bind("snapshot", snapshot.id())
                    .bind("sink", sink)
                    .mapTo(Integer.class)
                    .one();
            return owe(handle, snapshot.id(), new Addressee(feed, label, sink), "replay-" + before)
                    .orElseThrow();
        });
    }

    private Optional<Long> owe(Handle handle, long snapshotId, Addressee addressee, String occasion) {
        return handle.createQuery("""
                        insert into delivery
                          (event_id, snapshot_id, feed, label, sink, occasion, status, next_attempt_at, created_at)
                        values (:event, :snapshot, :feed, :label, :sink, :occasion, 'due', :now, :now)
                        on conflict (snapshot_id, feed, sink, occasion) do nothing returning id""")
                .bind("event", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                .bind("snapshot", snapshotId)
                .bind("feed", addressee.feed())
                .bind("label", addressee.label())
                .bind("sink", addressee.sink())
                .bind("occasion", occasion)
                .bind("now", clock.millis())
                .mapTo(Long.class)
                .findOne();
    }

    /** The enabled sinks that a delivery is due for now. */
    public List<String> sinksDue() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct sink from delivery where status = 'due' and next_attempt_at <= :now
                        and sink not in (select sink from disabled_sink)""")
                .bind("now", clock.millis())
                .mapTo(String.class)
                .list());
    }

    /**
     * Takes the sink's next delivery that is due now, for an attempt that ends with {@link #delivered} or
     * {@link #failed}. Of one feed the oldest goes first. What another process has taken is left to it, unless that
     * process died.
     */
    public Optional<Delivery> take(String sink) {
        return jdbi.inTransaction(handle -> handle
                .createQuery("""
                        select * from delivery due where status = 'due' and sink = :sink and next_attempt_at <= :now
                        and sink not in (select sink from disabled_sink)
                        and not exists (select 1 from delivery older where older.status = 'due'
                          and older.sink = due.sink and older.feed = due.feed and older.id < due.id)
                        order by id limit 10""")
                .bind("sink", sink)
                .bind("now", clock.millis())
                .map((rs, ctx) -> new Taken(delivery(rs), rs.getString("taken_by")))
                .stream()
                .filter(Taken::isFree)
                .findFirst()
                .map(free -> {
                    handle.execute(
                            "update delivery set taken_by = ? where id = ?",
                            Owner.self(),
                            free.delivery().id());
                    return free.delivery();
                }));
    }

    private record Taken(Delivery delivery, String by) {
        boolean isFree() {
            return by == null || !Owner.isAlive(by);
        }
    }

    /** Writes down that an attempt succeeded. */
    public void delivered(Delivery delivery, Sent sent) {
        jdbi.useTransaction(handle -> {
            attempt(handle, delivery, "delivered", null);
            handle.createUpdate("""
                            update delivery set status = 'delivered', attempts = attempts + 1, last_error = null,
                              document = :document, bytes = :bytes, sha256 = :sha256, settled_at = :now, taken_by = null
                            where id = :id""")
                    .bind("document", sent.name())
                    .bind("bytes", sent.bytes())
                    .bind("sha256", sent.sha256())
                    .bind("now", clock.millis())
                    .bind("id", delivery.id())
                    .execute();
        });
    }

    /** Writes down that an attempt failed, and when the next is due, or that there is none. */
    public Delivery failed(Delivery delivery, DeliveryFault fault) {
        int attempts = delivery.progress().attempts() + 1;
        Optional<Duration> wait = fault.isPermanent()
                ? Optional.empty()
                : schedules.apply(delivery.sink()).after(attempts, fault.retryAfter(), ThreadLocalRandom.current());
        Delivery.Status status = wait.isPresent() ? Delivery.Status.DUE : Delivery.Status.DEAD;
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            attempt(handle, delivery, "failed", fault.getMessage());
            handle.createUpdate("""
                            update delivery set status = :status, attempts = :attempts, next_attempt_at = :next,
                              last_error = :error, settled_at = :settled, taken_by = null where id = :id""")
                    .bind("status", status.word())
                    .bind("attempts", attempts)
                    .bind("next", now.plus(wait.orElse(Duration.ZERO)).toEpochMilli())
                    .bind("error", fault.getMessage())
                    .bind("settled", wait.isPresent() ? null : (Long) now.toEpochMilli())
                    .bind("id", delivery.id())
                    .execute();
            if (fault.kind() == DeliveryFault.Kind.GONE) {
                disable(handle, delivery.sink(), fault.getMessage());
            }
        });
        return find(delivery.id()).orElseThrow();
    }

    /** The delivery of that id. */
    public Optional<Delivery> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from delivery where id = :id")
                .bind("id", id)
                .map((rs, ctx) -> delivery(rs))
                .findOne());
    }

    /** Makes a delivery that is not due any more, or not yet, due now; its attempts are counted anew. */
    public void retry(long id) {
        settle(id, "due", "the delivery was made already; use replay to make it once more");
    }

    /** Gives a delivery up that was not made yet. */
    public void skip(long id) {
        settle(id, "skipped", "the delivery was made already");
    }

    private void settle(long id, String status, String otherwise) {
        int changed = jdbi.withHandle(handle -> handle.createUpdate("""
                        update delivery set status = :status, next_attempt_at = :now, attempts = 0
                        where id = :id and status <> 'delivered'""")
                .bind("status", status)
                .bind("now", clock.millis())
                .bind("id", id)
                .execute());
        if (changed == 0) {
            throw new IllegalArgumentException(
                    find(id).isPresent() ? "delivery " + id + ": " + otherwise : "there is no delivery " + id);
        }
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

    private void attempt(Handle handle, Delivery delivery, String outcome, String answer) {
        handle.createUpdate("""
                        insert into attempt (delivery_id, number, at, outcome, answer)
                        select :delivery, count(*) + 1, :at, :outcome, :answer from attempt where delivery_id = :delivery""")
                .bind("delivery", delivery.id())
                .bind("at", clock.millis())
                .bind("outcome", outcome)
                .bind("answer", answer)
                .execute();
    }

    /**
     * How a sink is doing.
     *
     * @param disabled why nothing is handed to it; null when it is enabled
     * @param lastDelivered when something arrived there last; null for never
     * @param due deliveries that wait
     * @param dead deliveries that were given up
     */
    public record SinkState(String sink, String disabled, Instant lastDelivered, int due, int dead) {}

    /** Every sink that anything was ever owed to. */
    public List<SinkState> sinks() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.sink, x.reason, max(case when d.status = 'delivered' then d.settled_at end) as last,
                          count(case when d.status = 'due' then 1 end) as due,
                          count(case when d.status = 'dead' then 1 end) as dead
                        from delivery d left join disabled_sink x on x.sink = d.sink
                        group by d.sink, x.reason order by d.sink""")
                .map((rs, ctx) -> {
                    long last = rs.getLong("last");
                    Instant lastDelivered = rs.wasNull() ? null : Instant.ofEpochMilli(last);
                    return new SinkState(
                            rs.getString("sink"),
                            rs.getString("reason"),
                            lastDelivered,
                            rs.getInt("due"),
                            rs.getInt("dead"));
                })
                .list());
    }

    /** Hands nothing more to the sink; what is owed to it waits. */
    public void disable(String sink, String reason) {
        jdbi.useHandle(handle -> disable(handle, sink, reason));
    }

    private void disable(Handle handle, String sink, String reason) {
        handle.execute(
                "insert into disabled_sink (sink, reason, since) values (?, ?, ?) on conflict (sink) do nothing",
                sink,
                reason,
                clock.millis());
    }

    /** Hands deliveries to the sink again; false when it was not disabled. */
    public boolean enable(String sink) {
        return jdbi.withHandle(handle -> handle.execute("delete from disabled_sink where sink = ?", sink)) == 1;
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

    private static Delivery delivery(ResultSet rs) throws SQLException {
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
