package io.rankwire.poll;

import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Gone;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import io.rankwire.source.page.Paging;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * How a run ended.
 *
 * @param status complete or partial
 * @param flags what a reader should know, beside what the run noted on its way
 * @param covers how deep it goes; {@link Integer#MAX_VALUE} when there is nothing below it
 * @param dropped how many rows of the baseline, within the common depth, are gone
 */
record Verdict(Status status, Set<Flag> flags, int covers, int dropped) {

    /**
     * Judges a run whose paging has ended.
     *
     * @param reach how deep the vendor answers
     * @param maxRows how many rows the feed wants
     */
    static Verdict of(Handle handle, Run run, int reach, int maxRows) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (run.end == Paging.End.CAPPED || run.received >= reach) {
            flags.add(Flag.CAPPED);
        } else if (run.end == Paging.End.ENOUGH) {
            flags.add(Flag.LIMITED);
        }
        if (run.end == Paging.End.REPEATED) {
            flags.add(Flag.REPEATED_PAGE);
        }
        long reachable = run.end == Paging.End.CAPPED ? (long) run.pages * run.pageSize : reach;
        long promised = run.total == null ? 0 : Math.min(run.total, Math.min(reachable, maxRows));
        boolean isShort = run.received < promised;
        if (isShort) {
            flags.add(Flag.SHORT);
        }
        boolean open = flags.contains(Flag.CAPPED) || flags.contains(Flag.LIMITED) || isShort;
        int covers = open ? run.positions : Integer.MAX_VALUE;
        // A ranking that ended too early does not show who dropped out of it.
        int dropped = isShort ? 0 : dropped(handle, run, covers);
        return new Verdict(isShort ? Status.PARTIAL : Status.COMPLETE, flags, covers, dropped);
    }

    /** How many rows of the run's baseline are gone from it, which goes as deep as {@code covers}. */
    static int dropped(Handle handle, Run run, int covers) {
        return run.baseline
                .map(baseline -> dropped(handle, run, baseline, Math.min(covers, baseline.covers())))
                .orElse(0);
    }

    private static int dropped(Handle handle, Run run, Snapshot.Baseline baseline, int depth) {
        // All of the baseline counts, and how much of it the run has was counted on the way.
        Optional<Integer> within = run.matched < 0
                ? Optional.empty()
                : handle.createQuery("select row_count from snapshot where id = :id and positions <= :depth")
                        .bind("id", baseline.id())
                        .bind("depth", depth)
                        .mapTo(Integer.class)
                        .findOne();
        return within.map(rows -> rows - run.matched)
                .orElseGet(() -> new Gone(run.seriesId, run.period, run.revision, depth).count(handle, baseline.id()));
    }
}
