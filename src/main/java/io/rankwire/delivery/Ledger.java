package io.rankwire.delivery;

import io.rankwire.feed.Feed;
import io.rankwire.ranking.Owner;
import io.rankwire.ranking.Poll;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Store;
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

/**
 * What is owed to sinks, and what came of it. {@link Deliveries} reads it, {@link Sinks} tells how each sink is doing.
 * Safe for use by many threads.
 */
public final class Ledger {
    private static final String PUBLISHED = "published";

    private final Jdbi jdbi;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Function<String, RetrySchedule> schedules;

    /** A ledger that asks {@code schedules} when a sink, by its name, is to be tried again. */
    public Ledger(Store store, Clock clock, Function<String, RetrySchedule> schedules) {
        this.jdbi = store.jdbi();
        this.deliveries = new Deliveries(store);
        this.clock = clock;
        this.schedules = schedules;
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
                            "select label from delivery where snapshot_id = :snapshot and digest_id is null order by id limit 1")
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
     * Takes the sink's next delivery that is due now, for an attempt that ends with {@link #delivered},
     * {@link #failed} or {@link #skipped}. Of one feed the oldest goes first. What another process has taken is left to it, unless that
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
                .map((rs, ctx) -> new Taken(Deliveries.delivery(rs), rs.getString("taken_by")))
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
                Sinks.disable(handle, delivery.sink(), fault.getMessage(), now);
            }
        });
        return deliveries.find(delivery.id()).orElseThrow();
    }

    /** Writes down that the sink does not want it, which is no fault. */
    public void skipped(Delivery delivery, String reason) {
        jdbi.useTransaction(handle -> {
            attempt(handle, delivery, "skipped", reason);
            handle.createUpdate("""
                            update delivery set status = 'skipped', attempts = attempts + 1, last_error = :reason,
                              settled_at = :now, taken_by = null where id = :id""")
                    .bind("reason", reason)
                    .bind("now", clock.millis())
                    .bind("id", delivery.id())
                    .execute();
        });
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
                    deliveries.find(id).isPresent()
                            ? "delivery " + id + ": " + otherwise
                            : "there is no delivery " + id);
        }
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
}
