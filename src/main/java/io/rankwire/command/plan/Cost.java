package io.rankwire.command.plan;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.kamelet.Feeds;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What fetching costs, as far as it can be said before. */
public final class Cost {
    private final Snapshots snapshots;

    public Cost(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * What a number of rankings costs.
     *
     * @param rankings how many are to be fetched
     * @param requests how many requests that takes; empty when nothing is known about how long the rankings are
     * @param units the same in what the vendor counts
     * @param unit what that is
     * @param most whether it may also be less
     */
    public record Estimate(int rankings, OptionalInt requests, long units, Endpoint.Unit unit, boolean most) {
        public String line() {
            if (rankings == 0) {
                return "everything is there already; nothing is to be bought";
            }
            String counted = requests.isEmpty()
                    ? "an unknown number of requests: the vendor gives no end, and no ranking was fetched yet"
                    : (most ? "at most " : "about ") + requests.getAsInt() + " requests"
                            + (unit == Endpoint.Unit.CREDITS ? ", " + units + " credits" : "");
            return rankings + (rankings == 1 ? " ranking: " : " rankings: ") + counted;
        }
    }

    /** The cost of those of the periods that are not there yet, over all series of the feed. */
    public Estimate estimate(Feeds.Asked asked, List<Period> periods) {
        int rankings = 0;
        long requests = 0;
        boolean known = true;
        boolean most = false;
        for (Feed feed : asked.feeds()) {
            int missing = (int) periods.stream()
                    .filter(period -> !snapshots.isSealed(feed.series(), period))
                    .count();
            OptionalInt pages = pages(asked, feed);
            rankings += missing;
            requests += (long) missing * pages.orElse(0);
            known &= pages.isPresent() || missing == 0;
            most |= snapshots.newestSealed(feed.series()).isEmpty();
        }
        Endpoint endpoint = asked.source().endpoint();
        return new Estimate(
                rankings,
                known ? OptionalInt.of(Math.toIntExact(requests)) : OptionalInt.empty(),
                requests * endpoint.cost(),
                endpoint.unit(),
                most);
    }

    /** As many pages as the newest ranking had, else as many as the vendor answers and the feed wants. */
    OptionalInt pages(Feeds.Asked asked, Feed feed) {
        Optional<Snapshot> newest = snapshots.newestSealed(feed.series());
        if (newest.isPresent()) {
            return OptionalInt.of(newest.get().extent().requests());
        }
        return most(asked.source(), feed);
    }

    /** As many pages as the vendor answers and the feed wants; empty when neither says an end. */
    public static OptionalInt most(Source source, Feed feed) {
        int size = feed.limits().pageSize();
        long deepest = Math.min(
                source.endpoint().paging().cap().rows(size), feed.limits().maxRows());
        return deepest == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) ((deepest + size - 1) / size));
    }
}
