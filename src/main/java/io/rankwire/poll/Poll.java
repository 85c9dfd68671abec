package io.rankwire.poll;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.source.page.PageReader;
import io.rankwire.source.page.PageResult;
import io.rankwire.source.page.Paging;
import io.rankwire.text.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One poll of a series: it finds the period to fetch, asks for page after page, and ends with an {@link Outcome}.
 *
 * <p>The order of calls is {@link #wantsPage}, {@link #takeTurn}, then {@link #held} or {@link #request} and
 * {@link #read}, then {@link #accept} and {@link #append}, and again. Not safe for use by many threads at once.
 */
public final class Poll implements AutoCloseable {
    private static final Duration AFTER_REJECTION = Duration.ofDays(1);

    private final Polls polls;
    private final Feed feed;
    private final Polls.Asking asking;
    private final Endpoint endpoint;
    private final Demand demand;
    private final Purchases purchases;
    private final RetryPolicy patience;
    private Claims.Claim claim;
    private TargetPeriod target;
    private ClaimedRuns runs;
    private Run run;
    private PageResult.Page page;
    private PollEnd end;
    private boolean noted;

    Poll(Polls polls, Feed feed, Polls.Asking asking, Demand demand) {
        this.polls = polls;
        this.feed = feed;
        this.asking = asking;
        this.endpoint = asking.source().endpoint();
        this.demand = demand;
        this.purchases = new Purchases(polls, feed, endpoint);
        this.patience = new RetryPolicy(polls.backoff);
    }

    Poll begin() {
        long seriesId = polls.store.untilDone(() -> polls.runs.seriesId(feed.series()));
        Optional<Claims.Claim> taken = polls.claims.take(seriesId, feed.name());
        if (taken.isEmpty()) {
            end = PollEnd.busy();
            return this;
        }
        claim = taken.get();
        try {
            runs = new ClaimedRuns(polls, feed, endpoint, claim);
            end = new PollEnd(polls, runs);
            target = new TargetPeriod(runs, demand);
            if (end.isMine(runs.compareAnew())) {
                next();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return this;
    }

    /** Goes on to the newest candidate left, or ends when the ranking is there or there is no candidate. */
    private void next() {
        patience.renew();
        TargetPeriod.Task task = target.next();
        if (task instanceof TargetPeriod.Task.Fetch fetch) {
            run = fetch.run();
            noted = false;
            if (run.end != Paging.End.NOT_YET && end.isMine(runs.begun(run))) {
                end.fetched(run);
            }
        } else if (task instanceof TargetPeriod.Task.SetAside aside) {
            run = aside.run();
            end.setAside(run, aside.reason(), now().plus(AFTER_REJECTION));
        } else if (task instanceof TargetPeriod.Task.End ended) {
            end.is(ended.outcome());
        }
    }

    /** Notes that the poll is at work. One that only waits in line for its turn is not what ends the program. */
    private void noteBegun() {
        if (!noted) {
            noted = true;
            end.isMine(runs.begun(run));
        }
    }

    /** Whether a page is to be asked for now. */
    public boolean wantsPage() {
        return end.isOpen();
    }

    /** Takes the next page's cost from the budget and its place in the line; says how long to wait for it. */
    public Duration takeTurn() {
        Purchases.Turn turn = run.held == null ? purchases.takeTurn() : purchases.look();
        if (turn.refusal().isPresent()) {
            end.stop(run, turn.refusal().get(), now());
            return Duration.ZERO;
        }
        return run.held == null ? patience.pauseOr(turn.pause()) : Duration.ZERO;
    }

    /** The next page, if it was paid for before and only its rows could not be stored. */
    public Optional<PageResult> held() {
        if (run.held != null) {
            noteBegun();
        }
        return Optional.ofNullable(run.held).map(body -> read(new HttpAnswer(200, "", Optional.empty(), body)));
    }

    /** The request for the next page. */
    public PageRequest request() {
        noteBegun();
        purchases.count(run);
        return asking.requests().page(feed.inPagesOf(run.pageSize), run.period, run.pages + 1);
    }

    /** Says that the request never reached the vendor: nothing was spent. */
    public void notSent() {
        purchases.giveBack(run);
    }

    /** What the answer to that request is. */
    public PageResult read(HttpAnswer received) {
        run.take(received.body());
        return asking.reader()
                .read(received, PageReader.Expected.of(endpoint, feed.series().scope()));
    }

    /** Takes the result in. The rows it brings, numbered, are for {@link #append}; none when there is nothing to add. */
    public Optional<List<NumberedRow>> accept(PageResult result) {
        Run asked = run;
        boolean wasHeld = asked.held != null;
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
            end.stop(run, purchases.stopThisMonth(out.reason()), now());
        } else if (result instanceof PageResult.AccessRefused refused) {
            end.stop(run, purchases.stop(refused.reason()), now());
        } else if (result instanceof PageResult.Rejected rejected) {
            end.stop(run, rejected.reason(), now().plus(AFTER_REJECTION));
        }
        return Optional.empty();
    }

    private Optional<List<NumberedRow>> take(PageResult.Page received) {
        if (run.pages == 0 && received.received() == 0) {
            notPublished();
            return Optional.empty();
        }
        if (run.positions == 0 && received.items().isEmpty() && received.received() > 0) {
            // Rows that cannot be told apart are no ranking: every row would seem to have dropped out.
            String reason = "none of the " + received.received() + " rows of page " + (run.pages + 1) + " has a key";
            end.stop(run, reason, now().plus(AFTER_REJECTION));
            return Optional.empty();
        }
        if (!isOfThePeriod(received)) {
            return Optional.empty();
        }
        patience.renew();
        target.noteUnread(run, received);
        page = received;
        return Optional.of(runs.number(run, received));
    }

    /** Whether the page can be stored; if not, what follows from that is done. */
    private boolean isOfThePeriod(PageResult.Page received) {
        return switch (target.match(run, received)) {
            case SAME, RELABELLED -> true;
            case KNOWN -> {
                notPublished();
                yield false;
            }
            case MIXED -> {
                String of = target.echoed(run, received).map(Period::toString).orElseThrow();
                again(
                        "page " + (run.pages + 1) + " is of " + of + ", the ones before it are of " + run.period,
                        Optional.empty());
                yield false;
            }
        };
    }

    private void notPublished() {
        if (run.pages > 0) {
            again("the vendor takes back a period that it had published", Optional.empty());
            return;
        }
        if (run.revision > 1) {
            // What was published before stays; it is looked at again when it is due again.
            end.unchanged(run);
            return;
        }
        run.begun = 0;
        if (!end.isMine(runs.suspend(run, Status.PENDING, "not published yet", now()))) {
            return;
        }
        target.missing(run);
        run = null;
        next();
    }

    /** The columns that rows have now; row steps may add to them through {@link #addColumn}. */
    public List<Column> columns() {
        return List.copyOf(run.columns);
    }

    /** Adds a column at the end. */
    public void addColumn(Column column) {
        run.columns.add(column);
    }

    /** Stores the page that was accepted, with what row steps made of its rows, and decides what comes next. */
    public void append(List<NumberedRow> rows) {
        Optional<Run> stored = runs.append(run, page, rows);
        if (!end.isMine(stored.isPresent())) {
            return;
        }
        run = stored.get();
        page = null;
        if (run.end != Paging.End.NOT_YET) {
            end.fetched(run);
        }
    }

    /** Ends the poll because the rows of a page that was paid for could not be handled; the page is kept. */
    public void broke(String reason) {
        if (!end.isOpen()) {
            return;
        }
        if (page != null && run.paid != null) {
            Optional<Run> kept = runs.keep(run);
            if (!end.isMine(kept.isPresent())) {
                return;
            }
            run = kept.get();
        }
        end.suspend(run, reason, now());
    }

    /** Ends the poll before its next request, whose turn was taken; nothing is spent for that. */
    public void stop(String reason) {
        if (run.held == null) {
            purchases.forgoTurn();
        }
        end.suspend(run, reason, now());
    }

    private void again(String reason, Optional<Duration> asked) {
        Duration limit = polls.backoff.limit();
        if (!patience.lasts(asked)) {
            Duration wait = RetryAfter.capped(asked.orElse(Duration.ZERO), limit);
            end.suspend(run, reason + RetryAfter.remark(asked, limit), now().plus(wait));
        }
    }

    private Instant now() {
        return polls.clock.instant();
    }

    /**
     * Seals what was fetched, in one transaction with what else is to be written.
     *
     * @throws IllegalStateException if nothing was fetched, or if the series is another poll's since
     */
    public Snapshot seal(Polls.WithSeal also) {
        return end.seal(run, feed, also);
    }

    /** How the poll ended; empty while it goes on. */
    public Optional<Outcome> outcome() {
        return end.outcome();
    }

    /** The ranking that cannot be fetched before an operator does something, in the store; empty for any other end. */
    public Optional<Long> stopped() {
        return end.needsOperator() ? Optional.of(run.id) : Optional.empty();
    }

    /** The run in hand, in the store, which becomes the snapshot of that id; 0 while there is none. */
    public long run() {
        return run == null ? 0 : run.id;
    }

    /** Whose poll it is. */
    public Feed feed() {
        return feed;
    }

    /** Pages, rows, requests and credits so far, for a line to the operator. */
    public Progress progress() {
        return run == null ? new Progress(0, 0, 0, 0) : new Progress(run.pages, run.rows, run.requests, run.credits);
    }

    /** What this poll bought, whatever the run in hand had cost before. */
    public Spent spent() {
        return purchases.spent();
    }

    /** What was bought; the credits are the vendor's unit, 0 where requests are counted. */
    public record Spent(int requests, int credits) {}

    /** How far a run has come. */
    public record Progress(int pages, int rows, int requests, int credits) {}

    /** Lets the series go. What was fetched and not sealed is kept for the next poll. */
    @Override
    public void close() {
        if (claim != null) {
            if (run != null && end != null && end.isOpen()) {
                runs.broken(run);
            }
            polls.claims.release(claim);
            claim = null;
        }
    }
}
