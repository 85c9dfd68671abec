package io.rankwire.poll;

import io.rankwire.feed.Period;
import io.rankwire.poll.asking.RetryPolicy;
import io.rankwire.ranking.Status;
import io.rankwire.source.page.PageResult;
import io.rankwire.source.page.Paging;
import io.rankwire.text.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run that a poll fetches, and what follows from each answer: a page, a wait, another period, the end. */
final class RunInHand {
    private static final Duration AFTER_REJECTION = Duration.ofDays(1);

    private final Polls polls;
    private final ClaimedRuns runs;
    private final Purchases purchases;
    private final Requester requester;
    private final TargetPeriod target;
    private final PollEnd end;
    private final RetryPolicy retries;
    private @Nullable Run run;
    private PageResult.@Nullable Page page;
    private boolean noted;

    RunInHand(ClaimedRuns runs, Demand demand, Purchases purchases, Requester requester) {
        this.polls = runs.polls();
        this.runs = runs;
        this.purchases = purchases;
        this.requester = requester;
        this.target = new TargetPeriod(runs, demand);
        this.end = new PollEnd(polls, runs, requester);
        this.retries = new RetryPolicy(polls.backoff);
    }

    PollEnd end() {
        return end;
    }

    Requester requester() {
        return requester;
    }

    /** The run; there must be one. */
    Run run() {
        if (run == null) {
            throw new IllegalStateException("no period is being fetched");
        }
        return run;
    }

    /** The run; null while there is none. */
    @Nullable
    Run runIfAny() {
        return run;
    }

    /** Compares anew what has to be, and goes on to the first period that is to be fetched. */
    void begin() {
        if (end.isMine(runs.compareAnew())) {
            next();
        }
    }

    /** Goes on to the newest candidate left, or ends when the ranking is there or there is no candidate. */
    private void next() {
        retries.renew();
        TargetPeriod.Task task = target.next();
        if (task instanceof TargetPeriod.Task.Fetch fetch) {
            run = fetch.run();
            noted = false;
            if (run().end != Paging.End.NOT_YET && end.isMine(runs.begun(run()))) {
                end.fetched(run());
            }
        } else if (task instanceof TargetPeriod.Task.SetAside aside) {
            run = aside.run();
            end.setAside(run(), aside.reason(), now().plus(AFTER_REJECTION));
        } else if (task instanceof TargetPeriod.Task.End ended) {
            end.is(ended.outcome());
        }
    }

    /** Notes that the poll is at work. One that only waits in line for its turn is not what ends the program. */
    void noteBegun() {
        if (!noted) {
            noted = true;
            end.isMine(runs.begun(run()));
        }
    }

    /** Takes the result in. The rows it brings, numbered, are for {@link #append}; none when there is nothing to add. */
    Optional<List<NumberedRow>> accept(PageResult result) {
        Run asked = run();
        boolean wasHeld = asked.holdsNext();
        Optional<List<NumberedRow>> rows = take(result);
        if (rows.isEmpty() && wasHeld && !end.isBusy()) {
            // Nothing can be made of it any more; the next time the page is asked for anew.
            end.isMine(runs.letGo(asked));
        }
        return rows;
    }

    private Optional<List<NumberedRow>> take(PageResult result) {
        if (result instanceof PageResult.Page received) {
            return take(received);
        } else if (result instanceof PageResult.NotPublished) {
            notPublished();
        } else if (result instanceof PageResult.Throttled throttled) {
            purchases.slowDown();
            again(throttled.reason(), throttled.retryAfter());
        } else if (result instanceof PageResult.TransientFailure faltered) {
            again(faltered.reason(), faltered.retryAfter());
        } else if (result instanceof PageResult.OutOfCredits out) {
            end.stop(run(), purchases.stopThisMonth(out.reason()), now());
        } else if (result instanceof PageResult.AccessRefused refused) {
            end.stop(run(), purchases.stop(refused.reason()), now());
        } else if (result instanceof PageResult.Rejected rejected) {
            end.stop(run(), rejected.reason(), now().plus(AFTER_REJECTION));
        }
        return Optional.empty();
    }

    private Optional<List<NumberedRow>> take(PageResult.Page received) {
        if (run().pages == 0 && received.received() == 0) {
            notPublished();
            return Optional.empty();
        }
        if (run().positions == 0 && received.items().isEmpty() && received.received() > 0) {
            // Rows that cannot be told apart are no ranking: every row would seem to have dropped out.
            String reason = "none of the " + received.received() + " rows of page " + (run().pages + 1) + " has a key";
            end.stop(run(), reason, now().plus(AFTER_REJECTION));
            return Optional.empty();
        }
        if (!isOfThePeriod(received)) {
            return Optional.empty();
        }
        retries.renew();
        target.noteUnread(run(), received);
        page = received;
        return Optional.of(runs.number(run(), received));
    }

    /** Whether the page can be stored; if not, what follows from that is done. */
    private boolean isOfThePeriod(PageResult.Page received) {
        return switch (target.match(run(), received)) {
            case SAME, RELABELLED -> true;
            case KNOWN -> {
                notPublished();
                yield false;
            }
            case MIXED -> {
                String of = target.echoed(run(), received).map(Period::toString).orElseThrow();
                again(
                        "page " + (run().pages + 1) + " is of " + of + ", the ones before it are of " + run().period,
                        Optional.empty());
                yield false;
            }
        };
    }

    private void notPublished() {
        if (run().pages > 0) {
            again("the vendor takes back a period that it had published", Optional.empty());
            return;
        }
        if (run().revision > 1) {
            // What was published before stays; it is looked at again when it is due again.
            end.unchanged(run());
            return;
        }
        run().begun = 0;
        if (!end.isMine(runs.suspend(run(), Status.PENDING, "not published yet", now()))) {
            return;
        }
        target.missing(run());
        run = null;
        next();
    }

    /** Stores the page that was accepted, with what row steps made of its rows, and decides what comes next. */
    void append(List<NumberedRow> rows) {
        if (page == null) {
            throw new IllegalStateException("no page was accepted");
        }
        Optional<Run> stored = runs.append(run(), page, rows);
        if (!end.isMine(stored.isPresent())) {
            return;
        }
        run = stored.get();
        page = null;
        if (run().end != Paging.End.NOT_YET) {
            end.fetched(run());
        } else if (run().shifted) {
            requester.settle(run());
        }
    }

    /** Ends the poll because the rows of a page that was paid for could not be handled; the page is kept. */
    void broke(String reason) {
        if (page != null && run().paid != null) {
            Optional<Run> kept = runs.keep(run());
            if (!end.isMine(kept.isPresent())) {
                return;
            }
            run = kept.get();
        }
        suspend(reason);
    }

    /** Leaves the run for a later poll. */
    void suspend(String reason) {
        end.suspend(run(), reason, now());
    }

    /** Stops over something that an operator has to mend. */
    void stop(String reason) {
        end.stop(run(), reason, now());
    }

    /** Lets go of a run that nothing more is fetched of now. */
    void letGo() {
        if (run != null && end.isOpen()) {
            end.putBack(run());
            runs.broken(run());
        }
        requester.forgoTurn();
    }

    private void again(String reason, Optional<Duration> asked) {
        Duration limit = polls.backoff.limit();
        Optional<Duration> pause = retries.pause(asked);
        if (pause.isPresent()) {
            requester.rest(pause.get());
        } else {
            Duration wait = RetryAfter.capped(asked.orElse(Duration.ZERO), limit);
            end.suspend(run(), reason + RetryAfter.remark(asked, limit), now().plus(wait));
        }
    }

    private Instant now() {
        return polls.clock.instant();
    }
}
