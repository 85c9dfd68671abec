package io.rankwire.ranking;

import io.rankwire.feed.Period;
import io.rankwire.source.Column;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ranking of one period as it was fetched.
 *
 * @param id in the store
 * @param origin where it comes from
 * @param period what it is the ranking of
 * @param revision 1 for the first, more for a later correction by the vendor
 * @param state what it is
 * @param extent how much of it there is
 * @param columns the rows' columns, standard ones first
 * @param sortColumn which of them it is sorted by; empty when the vendor does not say
 * @param baseline what it is compared with; empty for a first one
 * @param tally how many rows moved how
 */
public record Snapshot(
        long id,
        Origin origin,
        Period period,
        int revision,
        State state,
        Extent extent,
        List<Column> columns,
        Optional<Integer> sortColumn,
        Optional<Baseline> baseline,
        Tally tally) {

    /**
     * Where a snapshot comes from.
     *
     * @param seriesId the series, in the store
     * @param series source, filters, order and period type on one line
     * @param source the source's name
     * @param feed the feed that fetched it
     * @param fetchedAt when its newest page came
     */
    public record Origin(long seriesId, String series, String source, String feed, Instant fetchedAt) {}

    /**
     * What a snapshot is.
     *
     * @param reason why it is not finished; null when it is
     * @param resumeAt before this it is not asked for again
     */
    public record State(Status status, Set<Flag> flags, String reason, Instant resumeAt) {
        public State {
            flags = Set.copyOf(flags);
        }
    }

    /**
     * How much of a ranking there is.
     *
     * @param rows rows kept
     * @param positions places that the vendor filled; more than {@code rows} where row steps left some out
     * @param covers how deep it goes; {@link Integer#MAX_VALUE} when there is nothing below it
     * @param total what the vendor says the whole ranking has; null for nothing usable
     * @param requests sent for it
     * @param credits spent on it, in the vendor's unit
     */
    public record Extent(
            int rows, int positions, int covers, @Nullable Long total, int requests, int credits) {}

    /**
     * The snapshot that one is compared with.
     *
     * @param id in the store
     * @param period an earlier one of the same series
     * @param revision of that period
     * @param covers how deep it goes
     */
    public record Baseline(long id, Period period, int revision, int covers) {}

    /**
     * How many rows are new, came back, climbed, fell, and dropped out since the baseline; and in how many places a
     * correction differs from the revision before it.
     */
    public record Tally(int entered, int returned, int climbed, int fell, int dropped, int changed) {}

    /** The place of a column by name, or -1. */
    public int column(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** How deep this snapshot and its baseline both go. */
    public int commonDepth() {
        return Math.min(extent.covers(), baseline.map(Baseline::covers).orElse(0));
    }

    /** Whether the baseline is not the period just before, which a report must say. */
    public boolean baselineIsOlder() {
        return baseline.filter(b -> !b.period().equals(period.minus(1))).isPresent();
    }
}
