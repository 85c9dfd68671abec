package io.rankwire.delivery;

import io.rankwire.feed.Feed;
import io.rankwire.ranking.Poll;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Store;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Every delivery that is owed, was made, or was given up. Safe for use by many threads. */
public final class Ledger {
    private final Jdbi jdbi;
    private final Clock clock;
    private final RetrySchedule schedule;

    public Ledger(Store store, Clock clock, RetrySchedule schedule) {
        this.jdbi = store.jdbi();
        this.clock = clock;
        this.schedule = schedule;
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
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
                return new Sent(name, body.length, HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
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
        for (String sink : sinks) {
            handle.createUpdate("""
                            insert into delivery
                              (event_id, snapshot_id, feed, label, sink, status, next_attempt_at, created_at)
                            values (:event, :snapshot, :feed, :label, :sink, 'due', :now, :now)
                            on conflict (snapshot_id, feed, sink, occasion) do nothing""")
                    .bind("event", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                    .bind("snapshot", snapshotId)
                    .bind("feed", feed.name())
                    .bind("label", feed.label())
                    .bind("sink", sink)
                    .bind("now", clock.millis())
                    .execute();
        }
    }

    /** The sinks that a delivery is due for now. */
    public List<String> sinksDue() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct sink from delivery where status = 'due' and next_attempt_at <= :now")
                .bind("now", clock.millis())
                .mapTo(String.class)
                .list());
    }

    /** The sink's next delivery that is due now: the oldest. */
    public Optional<Delivery> nextDue(String sink) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from delivery where status = 'due' and sink = :sink and next_attempt_at <= :now
                        order by id limit 1""")
                .bind("sink", sink)
                .bind("now", clock.millis())
                .map((rs, ctx) -> delivery(rs))
                .findOne());
    }

    /** Writes down that an attempt succeeded. */
    public void delivered(Delivery delivery, Sent sent) {
        jdbi.useTransaction(handle -> {
            attempt(handle, delivery, "delivered", null);
            handle.createUpdate("""
                            update delivery set status = 'delivered', attempts = attempts + 1, last_error = null,
                              document = :document, bytes = :bytes, sha256 = :sha256, settled_at = :now
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
                : schedule.after(attempts, fault.retryAfter(), ThreadLocalRandom.current());
        Delivery.Status status = wait.isPresent() ? Delivery.Status.DUE : Delivery.Status.DEAD;
        Instant now = clock.instant();
        Instant next = now.plus(wait.orElse(Duration.ZERO));
        jdbi.useTransaction(handle -> {
            attempt(handle, delivery, "failed", fault.getMessage());
            handle.createUpdate("""
                            update delivery set status = :status, attempts = :attempts, next_attempt_at = :next,
                              last_error = :error, settled_at = :settled where id = :id""")
                    .bind("status", status.word())
                    .bind("attempts", attempts)
                    .bind("next", next.toEpochMilli())
                    .bind("error", fault.getMessage())
                    .bind("settled", wait.isPresent() ? null : (Long) now.toEpochMilli())
                    .bind("id", delivery.id())
                    .execute();
        });
        Delivery.Progress progress = new Delivery.Progress(status, attempts, next, fault.getMessage());
        return new Delivery(
                delivery.id(),
                delivery.eventId(),
                delivery.snapshotId(),
                delivery.feed(),
                delivery.label(),
                delivery.sink(),
                progress,
                delivery.document(),
                delivery.sha256());
    }

    private void attempt(Handle handle, Delivery delivery, String outcome, String answer) {
        handle.createUpdate("""
                        insert into attempt (delivery_id, number, at, outcome, answer)
                        values (:delivery, :number, :at, :outcome, :answer)""")
                .bind("delivery", delivery.id())
                .bind("number", delivery.progress().attempts() + 1)
                .bind("at", clock.millis())
                .bind("outcome", outcome)
                .bind("answer", answer)
                .execute();
    }

    /** Every delivery, newest first. */
    public List<Delivery> list() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from delivery order by id desc")
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
