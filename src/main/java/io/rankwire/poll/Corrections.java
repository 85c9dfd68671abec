package io.rankwire.poll;

import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.Status;
import io.rankwire.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Looks for what vendors change in rankings that are there already. Safe for use by many threads. */
final class Corrections {
    private final Jdbi jdbi;
    private final Clock clock;

    Corrections(Store store, Clock clock) {
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /**
     * The oldest period, begun on {@code oldest} or later, to look at for corrections: sealed and not looked at since
     * {@code notSince}, or looked at in a run that broke off and was put down until {@code rested} at the most.
     */
    Optional<Snapshot> due(long seriesId, LocalDate oldest, Instant notSince, Instant rested) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from snapshot newest
                        where series_id = :series and first_day >= :oldest
                          and (status in ('complete', 'partial') and checked_at <= :since
                            or status in ('fetching', 'failed') and revision > 1 and resume_at <= :rested)
                          and not exists (select 1 from snapshot later where later.series_id = newest.series_id
                            and later.first_day = newest.first_day and later.revision > newest.revision)
                        order by first_day limit 1""")
                .bind("series", seriesId)
                .bind("oldest", oldest.toString())
                .bind("since", notSince.toEpochMilli())
                .bind("rested", rested.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .flatMap(id -> Snapshots.find(handle, id)));
    }

    /** Whether a finished run tells nothing that the revision before it did not. */
    boolean isAsBefore(Handle handle, Run run, Verdict verdict) {
        Status before = Status.of(handle.createQuery("""
                        select status from snapshot
                        where series_id = :series and first_day = :first and revision = :before""")
                .bind("series", run.seriesId)
                .bind("first", run.period.first().toString())
                .bind("before", run.revision - 1)
                .mapTo(String.class)
                .one());
        if (before != verdict.status()) {
            // What had come short and is whole now can be compared with. What was whole and came short now is an
            // answer that broke off, not a correction.
            return before == Status.COMPLETE;
        }
        return new Placements(handle, run).differences() == 0;
    }

    /** Forgets a look for corrections that found none, and notes when it was. */
    void forget(Handle handle, Run run) {
        String first = run.period.first().toString();
        handle.execute("delete from held_page where snapshot_id = ?", run.id);
        handle.execute("delete from page where snapshot_id = ?", run.id);
        handle.execute(
                "delete from placement where series_id = ? and first_day = ? and revision = ?",
                run.seriesId,
                first,
                run.revision);
        handle.execute("delete from snapshot where id = ?", run.id);
        handle.execute(
                "update snapshot set checked_at = ? where series_id = ? and first_day = ? and revision = ?",
                clock.millis(),
                run.seriesId,
                first,
                run.revision - 1);
    }
}
