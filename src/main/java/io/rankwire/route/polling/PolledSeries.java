package io.rankwire.route.polling;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.poll.Outcome;
import io.rankwire.poll.Poll;
import io.rankwire.ranking.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a poll of one series found, in the words of a listing.
 *
 * @param feed its label, with the variant
 * @param period that was looked at; null when another poll has the series
 * @param status of that period's ranking: complete, partial, pending, failed; busy when another poll has the series
 * @param rows of the ranking; null when there is none
 * @param requests that this poll made
 * @param credits that this poll spent
 * @param result what was done, or why not, in a few words
 * @param nextLook before this moment a poll finds nothing new, ISO 8601; null when any poll may
 */
public record PolledSeries(
        String feed,
        @Nullable String period,
        String status,
        @Nullable Integer rows,
        int requests,
        int credits,
        String result,
        @Nullable String nextLook) {

    /** Whether nothing is left to do but to wait for the vendor's publication. */
    public boolean done() {
        return !status.equals("failed") && !status.equals("busy");
    }

    /** Of a poll that ended. */
    static PolledSeries of(Poll poll, Clock clock) {
        Feed feed = poll.feed();
        Outcome outcome = poll.outcome().orElseThrow();
        if (outcome instanceof Outcome.Known known) {
            boolean isNew = poll.progress().pages() > 0;
            return found(
                    poll, known.snapshot(), isNew ? fetched(known.snapshot()) : nothingNew(known, feed, clock), clock);
        } else if (outcome instanceof Outcome.Unchanged unchanged) {
            return found(poll, unchanged.snapshot(), "looked at again, nothing was changed", clock);
        } else if (outcome instanceof Outcome.Pending pending) {
            String result = pending.late() ? "the vendor is late with it" : "not published yet";
            return line(poll, new Found(pending.newest(), "pending", null), result, null);
        } else if (outcome instanceof Outcome.Suspended down) {
            @Nullable Instant next = down.resumeAt().isAfter(clock.instant()) ? down.resumeAt() : null;
            return line(poll, new Found(down.period(), "failed", null), down.reason(), next);
        } else if (outcome instanceof Outcome.Fetched fetched) {
            return line(poll, new Found(fetched.period(), "failed", null), "was not sealed; the log says why", null);
        }
        return line(poll, new Found(null, "busy", null), "is being polled already", null);
    }

    private static String fetched(Snapshot snapshot) {
        return snapshot.revision() > 1 ? "corrected, " + snapshot.tally().changed() + " rows differ" : "fetched";
    }

    private static String nothingNew(Outcome.Known known, Feed feed, Clock clock) {
        Period newest = feed.candidates(clock).get(0);
        return known.snapshot().period().compareTo(newest) < 0
                ? "nothing new, " + newest + " is not published yet"
                : "nothing new";
    }

    private static PolledSeries found(Poll poll, Snapshot snapshot, String result, Clock clock) {
        Found found = new Found(
                snapshot.period(),
                snapshot.state().status().word(),
                snapshot.extent().rows());
        return line(poll, found, result, next(poll.feed(), snapshot.period(), clock));
    }

    /** When there can be something newer: when the period after the newest one is over. */
    private static @Nullable Instant next(Feed feed, Period known, Clock clock) {
        List<Period> wanted = feed.candidates(clock);
        if (feed.when().date().isPresent() || known.compareTo(wanted.get(0)) < 0) {
            return null;
        }
        Period next = feed.when().inferred() ? known : known.minus(-1);
        return feed.when().end(next);
    }

    private record Found(
            @Nullable Period period,
            String status,
            @Nullable Integer rows) {}

    private static PolledSeries line(Poll poll, Found found, String result, @Nullable Instant next) {
        return new PolledSeries(
                poll.feed().label(),
                found.period() == null ? null : found.period().key(),
                found.status(),
                found.rows(),
                poll.spent().requests(),
                poll.spent().credits(),
                result,
                next == null ? null : next.toString());
    }
}
