package io.rankwire.poll;

import io.rankwire.feed.Feed;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a poll ends, and what is written of its run then. A poll that has lost the series writes nothing more. */
final class PollEnd {
    private final Polls polls;
    private final ClaimedRuns runs;
    private final Requester requester;
    private @Nullable Outcome outcome;
    private boolean needsOperator;

    PollEnd(Polls polls, ClaimedRuns runs, Requester requester) {
        this.polls = polls;
        this.runs = runs;
        this.requester = requester;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    boolean isOpen() {
        return outcome == null;
    }

    boolean isBusy() {
        return outcome instanceof Outcome.Busy;
    }

    /** Whether nothing will come of the run before an operator does something. */
    boolean needsOperator() {
        return needsOperator;
    }

    void is(Outcome how) {
        outcome = how;
    }

    /** Once another process has the series, the poll is over. */
    boolean isMine(boolean written) {
        if (!written) {
            outcome = new Outcome.Busy();
        }
        return written;
    }

    /** Every page is there. A look for corrections that found none leaves nothing behind. */
    void fetched(Run run) {
        // Pages beyond the end are paid for and of no use.
        requester.settle(run);
        if (runs.isUnchanged(run)) {
            unchanged(run);
        } else {
            outcome = new Outcome.Fetched(run.period);
        }
    }

    void unchanged(Run run) {
        if (isMine(runs.forget(run))) {
            outcome = new Outcome.Unchanged(polls.store
                    .untilDone(() -> polls.snapshots.newest(run.seriesId, run.period))
                    .orElseThrow());
        }
    }

    /** Over something that does not pass by itself. */
    void stop(Run run, String reason, Instant resumeAt) {
        suspend(run, reason, resumeAt);
        needsOperator = outcome instanceof Outcome.Suspended;
    }

    /** Of a run that may end the program: tried once more when its time comes, and then it has one chance. */
    void setAside(Run run, String reason, Instant resumeAt) {
        suspend(run, 1, reason, resumeAt);
        needsOperator = outcome instanceof Outcome.Suspended;
    }

    void suspend(Run run, String reason, Instant resumeAt) {
        suspend(run, 0, reason, resumeAt);
    }

    private void suspend(Run run, int begun, String reason, Instant resumeAt) {
        putBack(run);
        run.begun = begun;
        if (isOpen() && isMine(runs.suspend(run, Status.FAILED, reason, resumeAt))) {
            outcome = new Outcome.Suspended(run.period, reason, resumeAt);
        }
    }

    /** Keeps the pages ahead of the next one, which are paid for, for a later poll. */
    void putBack(Run run) {
        requester.settle(run).forEach((number, answer) -> {
            if (isOpen()) {
                isMine(runs.hold(run, number, answer));
            }
        });
    }

    /** See {@link Poll#seal}. */
    Snapshot seal(@Nullable Run run, Feed feed, Polls.WithSeal also) {
        if (run == null || !(outcome instanceof Outcome.Fetched)) {
            throw new IllegalStateException("only a fetched ranking can be sealed, this poll is " + outcome);
        }
        if (!isMine(runs.seal(run, also))) {
            throw new IllegalStateException("another poll has taken " + feed.label() + " over since");
        }
        Snapshot sealed =
                polls.store.untilDone(() -> polls.snapshots.find(run.id)).orElseThrow();
        outcome = new Outcome.Known(sealed);
        // Where another poll has the series by now, it does the same.
        runs.compareAnew();
        return sealed;
    }
}
