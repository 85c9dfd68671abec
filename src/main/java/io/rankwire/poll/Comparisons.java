package io.rankwire.poll;

import io.rankwire.ranking.PageCodec;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Compares rankings anew that something earlier of their series arrived after: a backfilled period, one that was published
 * late, a correction of their baseline. It is noted in the transaction that seals the earlier one, so that a crash between
 * the two leaves nothing compared with the wrong ranking for good.
 */
final class Comparisons {
    private final Runs runs;

    Comparisons(Runs runs) {
        this.runs = runs;
    }

    /** Notes that whatever the series has of later periods is to be compared anew. */
    static void arrived(Handle handle, Run run) {
        handle.createUpdate("""
                        update snapshot set compare_anew = 1
                        where series_id = :series and first_day > :first and pages > 0""")
                .bind("series", run.seriesId)
                .bind("first", run.period.first().toString())
                .execute();
    }

    /** The oldest ranking of the series that is to be compared anew. */
    static Optional<Long> oldest(Handle handle, long seriesId) {
        return handle.createQuery("""
                        select id from snapshot where series_id = :series and compare_anew = 1
                        order by first_day, revision limit 1""")
                .bind("series", seriesId)
                .mapTo(Long.class)
                .findOne();
    }

    /**
     * Compares a ranking, or what there is of it so far, with the newest complete one of an earlier period that there is by
     * now, within the caller's transaction.
     *
     * @return the ranking as it is now, if anything changed about it
     */
    Optional<Run> renew(Handle handle, long id) {
        Run run = runs.resume(handle, id);
        Optional<Snapshot.Baseline> baseline = Runs.newestBefore(handle, run.seriesId, run.period);
        boolean same = baseline.equals(run.baseline);
        settle(handle, id);
        // With the same baseline an earlier period decides no more than whether a key was ever seen, and when.
        if (same && run.entered + run.returned == 0) {
            return Optional.empty();
        }
        run.baseline = baseline;
        boolean changed = compare(handle, run);
        return same && !changed ? Optional.empty() : Optional.of(run);
    }

    /** Says that the ranking needs no other comparison than it has. */
    static void settle(Handle handle, long id) {
        handle.execute("update snapshot set compare_anew = 0 where id = ?", id);
    }

    private static boolean compare(Handle handle, Run run) {
        Placements placements = new Placements(handle, run);
        boolean changed = false;
        run.forgetMovement();
        for (int number = 1; number <= run.pages; number++) {
            List<Row> before = PageCodec.decode(page(handle, run, number));
            List<Row> rows = placements.compare(before);
            rows.forEach(row -> run.countMovement(row.movement()));
            if (!rows.equals(before)) {
                changed = true;
                write(handle, run, number, rows);
            }
        }
        write(handle, run);
        return changed;
    }

    private static byte[] page(Handle handle, Run run, int number) {
        return handle.createQuery("select rows from page where snapshot_id = :id and number = :number")
                .bind("id", run.id)
                .bind("number", number)
                .mapTo(byte[].class)
                .one();
    }

    private static void write(Handle handle, Run run, int number, List<Row> rows) {
        handle.createUpdate("update page set rows = :rows where snapshot_id = :id and number = :number")
                .bind("rows", PageCodec.encode(rows))
                .bind("id", run.id)
                .bind("number", number)
                .execute();
    }

    private static void write(Handle handle, Run run) {
        handle.createUpdate("""
                        update snapshot set baseline_id = :baseline, entered = :entered, returned = :returned,
                          climbed = :climbed, fell = :fell, matched = -1, dropped = :dropped
                        where id = :id""")
                .bind("baseline", run.baseline.map(Snapshot.Baseline::id).orElse(null))
                .bind("entered", run.entered)
                .bind("returned", run.returned)
                .bind("climbed", run.climbed)
                .bind("fell", run.fell)
                .bind("dropped", dropped(handle, run))
                .bind("id", run.id)
                .execute();
    }

    /** An incomplete ranking does not show who dropped out of it. */
    private static int dropped(Handle handle, Run run) {
        return handle.createQuery("select covers from snapshot where id = :id and status = 'complete'")
                .bind("id", run.id)
                .mapTo(Integer.class)
                .findOne()
                .map(covers -> Verdict.dropped(handle, run, covers))
                .orElse(0);
    }
}
