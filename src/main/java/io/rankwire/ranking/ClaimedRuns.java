package io.rankwire.ranking;

import io.rankwire.feed.Feed;
import io.rankwire.vendor.Endpoint;
import io.rankwire.vendor.PageResult;
import io.rankwire.vendor.Paging;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Writes the runs of a series as long as the series is held. Whatever it writes is one transaction that begins with a
 * look at the claim; every method that writes says whether it did, and writes nothing once somebody else has the series.
 */
record ClaimedRuns(Polls polls, Feed feed, Endpoint endpoint, Claims.Claim claim) {

    private boolean write(Consumer<Handle> writing) {
        return polls.store.jdbi().inTransaction(handle -> {
            boolean held = polls.claims.renew(handle, claim);
            if (held) {
                writing.accept(handle);
            }
            return held;
        });
    }

    /** Stores a page with what row steps made of its rows, and notes how far the run has come with it. */
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
        return write(handle -> polls.runs.append(handle, run, rows, paid));
    }

    /** Keeps an answer that was paid for and could not be stored. */
    boolean hold(Run run, byte[] body) {
        return write(handle -> polls.heldPages.hold(handle, run, body));
    }

    /** Leaves a run for a later poll. */
    boolean putDown(Run run, Status status, String reason, Instant resumeAt) {
        return write(handle -> polls.runs.putDown(handle, run, status, reason, resumeAt));
    }

    /** Whether a finished look for corrections found none. */
    boolean isUnchanged(Run run) {
        return run.revision > 1
                && polls.store
                        .jdbi()
                        .withHandle(handle -> polls.corrections.isAsBefore(handle, run, judge(handle, run)));
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
