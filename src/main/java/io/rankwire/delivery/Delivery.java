package io.rankwire.delivery;

import io.rankwire.ranking.Snapshot;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One publication for one sink, as the ledger has it.
 *
 * @param id in the store
 * @param eventId the name that every attempt carries, so that a repeat is recognised
 * @param snapshotId what is delivered
 * @param digestId the digest that is delivered, whose first ranking the snapshot is; null for a single ranking
 * @param feed whose publication it is
 * @param label the feed's name for people and file names, with the variant that it asks for
 * @param sink where to
 * @param progress how far it has come
 * @param stop that the feed stopped, where this is the news; null where it is the ranking
 * @param sent what was sent; null before
 * @param settledAt when it was delivered or given up; null before
 */
public record Delivery(
        long id,
        String eventId,
        long snapshotId,
        @Nullable Long digestId,
        String feed,
        String label,
        String sink,
        Progress progress,
        @Nullable Stop stop,
        @Nullable Sent sent,
        @Nullable Instant settledAt) {

    /** One outside the ledger: it is not owed, and is not repeated. */
    public static Delivery unlisted(String eventId, Snapshot snapshot, String feed, String label, String sink) {
        Progress progress = new Progress(Status.DUE, 0, 0, null, null);
        return new Delivery(0, eventId, snapshot.id(), null, feed, label, sink, progress, null, null, null);
    }

    /** Why and when a feed stopped. */
    public record Stop(String reason, Instant at) {}

    /** The name of what was sent; null before, and where it had none. */
    public @Nullable String document() {
        return sent == null ? null : sent.name();
    }

    /** Of what was sent, in hex; null before. */
    public @Nullable String sha256() {
        return sent == null ? null : sent.sha256();
    }

    /**
     * How far a delivery has come.
     *
     * @param attempts made so far
     * @param retriedAfter how many of them were made when it was last made due by hand; 0 for never
     * @param nextAttemptAt when the next is due; null when it is settled
     * @param lastError why the newest attempt failed; null when none did
     */
    public record Progress(
            Status status,
            int attempts,
            int retriedAfter,
            @Nullable Instant nextAttemptAt,
            @Nullable String lastError) {
        /** After one more attempt, with which the delivery is settled. */
        Progress settled(Status as, @Nullable String error) {
            return new Progress(as, attempts + 1, retriedAfter, null, error);
        }
    }

    /** Where a delivery is. */
    public enum Status {
        /** Waits for its next attempt. */
        DUE,
        DELIVERED,
        /** Given up. */
        DEAD,
        /** Given up by an operator. */
        SKIPPED;

        /** The word in listings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
