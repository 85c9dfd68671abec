package io.rankwire.ranking;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.vendor.Endpoint;
import io.rankwire.vendor.PageResult;
import io.rankwire.vendor.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Writes the runs of a series as long as the series is held. Whatever it writes is one transaction that begins with a
 * look at the claim; every method that writes says whether it did, and writes nothing once somebody else has the series.
 */
record ClaimedRuns(Polls polls, Feed feed, Endpoint endpoint, Claims.Claim claim) {

    /** Writes what may be written twice. */
    private boolean write(Consumer<Handle> writing) {
        return polls.store.untilDone(() -> writeOnce(writing));
    }

    private boolean writeOnce(Consumer<Handle> writing) {
        return polls.store.jdbi().inTransaction(handle -> {
            boolean held = polls.claims.renew(handle, claim);
            if (held) {
                writing.accept(handle);
            }
            return held;
        });
    }

    /** Begins to fetch a period; empty when somebody else has the series. */
    Optional<Run> begin(Period period, int revision) {
        return polls.store.jdbi().inTransaction(handle -> {
            if (!polls.claims.renew(handle, claim)) {
                return Optional.empty();
            }
            Run run = polls.runs.begin(handle, claim.seriesId(), feed, new Runs.Start(period, revision, endpoint));
            run.baseline = Runs.newestBefore(handle, claim.seriesId(), period);
            return Optional.of(run);
        });
    }

    /**
     * Stores a page with what row steps made of its rows, and notes how far the run has come with it. When the database
     * goes away meanwhile, it is not known whether that was done: see {@link #recover}.
     */
    boolean append(Run run, PageResult.Page page, List<NumberedRow> rows) {
        Paging paging = new Paging(
                run.pageSize, endpoint.paging().reach(), feed.limits().maxRows());
        run.pages++;
        run.total = page.echo().total().isPresent() ? (Long) page.echo().total().getAsLong() : run.total;
        run.end = paging.after(run.pages, page, run.lastDigest);
        if (run.end == Paging.End.NOT_YET && run.total == null && rows.isEmpty() && page.received() > 0) {
            // Nothing on it is new, and nothing says that anything new will come.
            run.end = Paging.End.REPEATED;
        }
        run.lastDigest = page.digest();
        // A page that came twice was received once.
        run.received += run.end == Paging.End.REPEATED ? 0 : page.received();
        if (!page.warnings().isEmpty()) {
            run.flags.add(Flag.WARNINGS);
        }
        Runs.PagePaid paid = new Runs.PagePaid(page.echo().requestId(), page.warnings());
        return writeOnce(handle -> polls.runs.append(handle, run, rows, paid));
    }

    /** Finds out how far a run has come in the store whose page may have been stored; if it was not, its answer is. */
    Optional<Run> recover(Run run, byte[] body) {
        Run stored = polls.store.untilDone(() -> polls.runs.resume(run.id));
        if (stored.pages == run.pages) {
            return Optional.of(stored);
        }
        return hold(stored, body) ? Optional.of(rewound(stored, run)) : Optional.empty();
    }

    /** The run as it is stored, but with what was paid for since. */
    Run rewound(Run stored, Run run) {
        stored.requests = run.requests;
        stored.credits = run.credits;
        if (stored.pages == 0) {
            stored.baseline = polls.store.untilDone(() ->
                    polls.store.jdbi().withHandle(handle -> Runs.newestBefore(handle, run.seriesId, stored.period)));
        }
        return stored;
    }

    /** Keeps an answer that was paid for and could not be stored. */
    boolean hold(Run run, byte[] body) {
        return write(handle -> HeldPages.hold(handle, run, body));
    }

    /** Forgets the answer that was kept. */
    boolean letGo(Run run) {
        return write(handle -> HeldPages.letGo(handle, run));
    }

    /** Leaves a run for a later poll. */
    boolean putDown(Run run, Status status, String reason, Instant resumeAt) {
        return write(handle -> polls.runs.putDown(handle, run, status, reason, resumeAt));
    }

    /** Whether a finished look for corrections found none. */
    boolean isUnchanged(Run run) {
        return run.revision > 1
                && polls.store.untilDone(() -> polls.store
                        .jdbi()
                        .withHandle(handle -> polls.corrections.isAsBefore(handle, run, judge(handle, run))));
    }

    /** Forgets a look for corrections that found none. */
    boolean forget(Run run) {
        return write(handle -> polls.corrections.forget(handle, run));
    }

    /** Seals a finished run, together with what else is to be written. */
    boolean seal(Run run, Polls.WithSeal also) {
        return write(handle -> {
            polls.runs.seal(handle, run, judge(handle, run));
            also.write(handle, Snapshots.find(handle, run.id).orElseThrow());
        });
    }

    private Verdict judge(Handle handle, Run run) {
        return Verdict.of(handle, run, endpoint.paging().reach(), feed.limits().maxRows());
    }
}
