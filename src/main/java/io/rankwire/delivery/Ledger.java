package io.rankwire.delivery;

import io.rankwire.feed.Feed;
import io.rankwire.poll.Poll;
import io.rankwire.ranking.Snapshot;
import io.rankwire.store.Store;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What is owed to sinks. {@link DeliveryClaims} attempts it, {@link Deliveries} reads it, {@link Sinks} tells how each sink is doing.
 * Safe for use by many threads.
 */
public final class Ledger {
    private static final String PUBLISHED = "published";

    private final Store store;
    private final Jdbi jdbi;
    private final Deliveries deliveries;
    private final Clock clock;

    public Ledger(Store store, Clock clock) {
        this.store = store;
        this.jdbi = store.jdbi();
        this.deliveries = new Deliveries(store);
        this.clock = clock;
    }

    /** Seals what the poll fetched and owes it to every sink that hears of it, in one transaction. */
    public Snapshot publish(Poll poll, Audience audience) {
        return poll.seal((handle, snapshot) -> owe(handle, snapshot, poll.feed(), audience));
    }

    /** Owes a snapshot that is there already to the sinks of a feed, if that feed never published it. */
    public void publish(Snapshot known, Feed feed, Audience audience) {
        store.inTransaction(handle -> {
            boolean published = handle.select(
                            "select exists (select 1 from delivery where snapshot_id = ? and feed = ? and occasion = ?)",
                            known.id(),
                            feed.name(),
                            PUBLISHED)
                    .mapTo(Boolean.class)
                    .one();
            if (!published) {
                owe(handle, known, feed, audience);
            }
            return published;
        });
    }

    private void owe(Handle handle, Snapshot snapshot, Feed feed, Audience audience) {
        Event event = snapshot.revision() > 1 ? Event.CORRECTED : Event.PUBLISHED;
        audience.of(event)
                .forEach(sink ->
                        owe(handle, snapshot.id(), new Addressee(feed.name(), feed.label(), sink), PUBLISHED, null));
    }

    /**
     * Owes the news that a feed's polls cannot go on without an operator, once until {@link #wentOn} is said.
     *
     * @param run the ranking that could not be fetched
     */
    public void stopped(Feed feed, long run, String reason, Audience audience) {
        store.inTransaction(handle -> {
            int told = handle.execute(
                    "insert into stopped_feed (label, since) values (?, ?) on conflict (label) do nothing",
                    feed.label(),
                    clock.millis());
            if (told == 1) {
                String occasion = "stopped-" + clock.millis();
                audience.of(Event.STOPPED)
                        .forEach(sink ->
                                owe(handle, run, new Addressee(feed.name(), feed.label(), sink), occasion, reason));
            }
            return told;
        });
    }

    /** Says that the vendor answered the feed as it should: the next stop is another one. */
    public void wentOn(Feed feed) {
        store.withHandle(handle -> handle.execute("delete from stopped_feed where label = ?", feed.label()));
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
            String label = handle.select(
                            "select label from delivery where snapshot_id = ? and digest_id is null order by id limit 1",
                            snapshot.id())
                    .mapTo(String.class)
                    .findOne()
                    .orElse(feed);
            int before = handle.select(
                            "select count(*) from delivery where snapshot_id = ? and sink = ?", snapshot.id(), sink)
                    .mapTo(Integer.class)
                    .one();
            return owe(handle, snapshot.id(), new Addressee(feed, label, sink), "replay-" + before, null)
                    .orElseThrow();
        });
    }

    private Optional<Long> owe(
            Handle handle, long snapshotId, Addressee addressee, String occasion, @Nullable String stoppedBecause) {
        return handle.createQuery("""
                        insert into delivery
                          (event_id, snapshot_id, feed, label, sink, occasion, stopped_because, status, next_attempt_at,
                           created_at)
                        values (:event, :snapshot, :feed, :label, :sink, :occasion, :stopped, 'due', :now, :now)
                        on conflict (snapshot_id, feed, sink, occasion) do nothing returning id""")
                .bind("event", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                .bind("snapshot", snapshotId)
                .bind("feed", addressee.feed())
                .bind("label", addressee.label())
                .bind("sink", addressee.sink())
                .bind("occasion", occasion)
                .bind("stopped", stoppedBecause)
                .bind("now", clock.millis())
                .mapTo(Long.class)
                .findOne();
    }

    /** Makes everything that waits for its next attempt at the sink due now; how many deliveries that are. */
    public int wake(String sink) {
        return store.withHandle(handle -> handle.execute("""
                        update delivery set next_attempt_at = ?
                        where sink = ? and status = 'due' and next_attempt_at > ? and taken_by is null""", clock.millis(), sink, clock.millis()));
    }

    /** Makes a delivery that is not due any more, or not yet, due now; its waits begin anew. */
    public void retry(long id) {
        settle(id, Delivery.Status.DUE, null, "the delivery was made already; use replay to make it once more");
        jdbi.useHandle(handle -> Receipts.reopen(handle, id));
    }

    /** Gives a delivery up that was not made yet. */
    public void skip(long id) {
        settle(id, Delivery.Status.SKIPPED, "given up by an operator", "the delivery was made already");
        jdbi.useHandle(handle ->
                OperatorNotices.over(handle, OperatorNotices.Kind.DELIVERY_DEAD, Long.toString(id), clock.instant()));
    }

    private void settle(long id, Delivery.Status status, @Nullable String reason, String otherwise) {
        int changed = jdbi.withHandle(handle -> handle.createUpdate("""
                        update delivery set status = :status, next_attempt_at = :now, retried_after = attempts, begun = 0,
                          last_error = coalesce(:reason, last_error), settled_at = :settled
                        where id = :id and status <> 'delivered'""")
                .bind("status", status.word())
                .bind("now", clock.millis())
                .bind("reason", reason)
                .bind("settled", status == Delivery.Status.DUE ? null : (Long) clock.millis())
                .bind("id", id)
                .execute());
        if (changed == 0) {
            throw new OperatorMistake(
                    deliveries.find(id).isPresent()
                            ? "delivery " + id + ": " + otherwise
                            : "there is no delivery " + id);
        }
    }
}
