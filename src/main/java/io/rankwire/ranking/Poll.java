package io.rankwire.ranking;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.vendor.Account;
import io.rankwire.vendor.Budget;
import io.rankwire.vendor.Column;
import io.rankwire.vendor.ColumnType;
import io.rankwire.vendor.Endpoint;
import io.rankwire.vendor.HttpAnswer;
import io.rankwire.vendor.Item;
import io.rankwire.vendor.PageReader;
import io.rankwire.vendor.PageRequest;
import io.rankwire.vendor.PageResult;
import io.rankwire.vendor.Paging;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One poll of a series: it finds the period to fetch, asks for page after page, and ends with an {@link Outcome}.
 *
 * <p>The order of calls is {@link #wantsPage}, {@link #takeTurn}, then {@link #held} or {@link #request} and
 * {@link #read}, then {@link #accept} and {@link #append}, and again. Not safe for use by many threads at once.
 */
public final class Poll implements AutoCloseable {
    private static final Duration BETWEEN_CHECKS = Duration.ofDays(1);
    private static final Duration AFTER_REJECTION = Duration.ofDays(1);

    private final Polls polls;
    private final Feed feed;
    private final Polls.Asking asking;
    private final Endpoint endpoint;
    private final Deque<Period> candidates = new ArrayDeque<>();
    private Claims.Claim claim;
    private Run run;
    private PageResult.Page page;
    private HttpAnswer answer;
    private Outcome outcome;
    private boolean late;
    private int failures;
    private Duration pause = Duration.ZERO;

    Poll(Polls polls, Feed feed, Polls.Asking asking) {
        this.polls = polls;
        this.feed = feed;
        this.asking = asking;
        this.endpoint = asking.source().endpoint();
    }

    Poll begin() {
        long seriesId = polls.runs.seriesId(feed.series());
        Optional<Claims.Claim> taken = polls.claims.take(seriesId);
        if (taken.isEmpty()) {
            outcome = new Outcome.Busy();
            return this;
        }
        claim = taken.get();
        candidates.addAll(feed.candidates(polls.clock));
        next();
        return this;
    }

    /** Goes on to the newest candidate left, or ends when the ranking is there or there is no candidate. */
    private void next() {
        Period period = candidates.poll();
        if (period == null) {
            outcome = new Outcome.Pending(feed.candidates(polls.clock).get(0), late);
            return;
        }
        Optional<Snapshot> known = polls.snapshots.newest(claim.seriesId(), period);
        if (known.isEmpty()) {
            begin(period, 1);
        } else if (known.get().state().status().sealed()) {
            check(known.get());
        } else {
            resume(known.get());
        }
    }

    private void begin(Period period, int revision) {
        run = polls.runs.begin(claim.seriesId(), feed, period, revision, endpoint);
        run.baseline = polls.runs.newestBefore(claim.seriesId(), period);
    }

    /** What is there is not bought again, unless a correction is to be looked for in one of the latest periods. */
    private void check(Snapshot known) {
        Optional<Snapshot> due = feed.terms().recheck().flatMap(window -> {
            Instant now = polls.clock.instant();
            LocalDate oldest =
                    LocalDate.ofInstant(now.minus(window), feed.when().zone());
            Period first = Period.containing(feed.series().periodType(), oldest);
            return polls.runs.dueForCheck(claim.seriesId(), first.first(), now.minus(BETWEEN_CHECKS));
        });
        if (due.isPresent() && !endpoint.inferred()) {
            begin(due.get().period(), due.get().revision() + 1);
        } else {
            outcome = new Outcome.Known(known);
        }
    }

    private void resume(Snapshot known) {
        if (known.state().resumeAt().isAfter(polls.clock.instant())) {
            outcome = new Outcome.PutDown(
                    known.period(), known.state().reason(), known.state().resumeAt());
            return;
        }
        run = polls.runs.resume(known.id());
        if (run.pages == 0) {
            run.baseline = polls.runs.newestBefore(claim.seriesId(), run.period);
        }
        if (run.end != Paging.End.NOT_YET) {
            fetched();
        }
    }

    /** Whether a page is to be asked for now. */
    public boolean wantsPage() {
        return outcome == null;
    }

    /** Takes the next page's cost from the budget and its place in the line; says how long to wait for it. */
    public Duration takeTurn() {
        Account account = polls.account(feed);
        Optional<StoppedAccounts.Stopped> stopped = polls.stopped.find(account, polls.spending.accounts());
        if (stopped.isPresent()) {
            putDown(
                    "account " + account.name() + " is stopped: "
                            + stopped.get().reason(),
                    now());
            return Duration.ZERO;
        }
        if (polls.runs.held(run).isPresent()) {
            return Duration.ZERO;
        }
        if (!polls.spending.budget().take(account, purchase())) {
            putDown("the budget of account " + account.name() + " for this month is used up", now());
            return Duration.ZERO;
        }
        Duration line = polls.spending.pace().take(account);
        Duration wait = pause.compareTo(line) > 0 ? pause : line;
        pause = Duration.ZERO;
        return wait;
    }

    private Budget.Purchase purchase() {
        return new Budget.Purchase(feed.name(), feed.terms().share(), endpoint.unit(), endpoint.cost());
    }

    /** The next page, if it was paid for before and only its rows could not be stored. */
    public Optional<PageResult> held() {
        return polls.runs.held(run).map(body -> read(new HttpAnswer(200, "", Optional.empty(), body)));
    }

    /** The request for the next page. */
    public PageRequest request() {
        count(1);
        return asking.requests().page(feed.inPagesOf(run.pageSize), run.period, run.pages + 1);
    }

    private void count(int requests) {
        run.requests += requests;
        run.credits += endpoint.unit() == Endpoint.Unit.CREDITS ? requests * endpoint.cost() : 0;
    }

    /** Says that the request never reached the vendor: nothing was spent. */
    public void notSent() {
        count(-1);
        polls.spending.budget().giveBack(polls.account(feed), purchase());
    }

    /** What the answer to that request is. */
    public PageResult read(HttpAnswer received) {
        answer = received;
        return asking.reader()
                .read(received, PageReader.Expected.of(endpoint, feed.series().scope()));
    }

    /** Takes the result in. The rows it brings, numbered, are for {@link #append}; none when there is nothing to add. */
    public Optional<List<NumberedRow>> accept(PageResult result) {
        if (result instanceof PageResult.Page received) {
            failures = 0;
            return accept(received);
        } else if (result instanceof PageResult.NotPublished) {
            notPublished();
        } else if (result instanceof PageResult.Throttled throttled) {
            polls.spending.pace().slowDown(polls.account(feed));
            again(throttled.reason(), throttled.retryAfter());
        } else if (result instanceof PageResult.Faltered faltered) {
            again(faltered.reason(), faltered.retryAfter());
        } else if (result instanceof PageResult.OutOfCredits out) {
            stopAccount(out.reason(), nextMonth());
        } else if (result instanceof PageResult.AccessRefused refused) {
            stopAccount(refused.reason(), Instant.MAX);
        } else if (result instanceof PageResult.Rejected rejected) {
            putDown(rejected.reason(), now().plus(AFTER_REJECTION));
        }
        return Optional.empty();
    }

    private Optional<List<NumberedRow>> accept(PageResult.Page received) {
        if (run.pages == 0) {
            if (received.received() == 0) {
                notPublished();
                return Optional.empty();
            }
            if (!settlePeriod(received)) {
                return Optional.empty();
            }
        }
        page = received;
        return Optional.of(number(received));
    }

    /** Stores the period under the vendor's own name for it; false when that period is there already. */
    private boolean settlePeriod(PageResult.Page received) {
        if (endpoint.inferred()) {
            run.flags.add(Flag.INFERRED);
            return true;
        }
        Optional<Period> echoed = received.echo().period().flatMap(this::period);
        if (echoed.isEmpty() || echoed.get().equals(run.period)) {
            return true;
        }
        if (polls.snapshots.newest(run.seriesId, echoed.get()).isPresent()) {
            notPublished();
            return false;
        }
        run.period = echoed.get();
        run.baseline = polls.runs.newestBefore(run.seriesId, run.period);
        run.flags.add(Flag.RELABELLED);
        return true;
    }

    private Optional<Period> period(String text) {
        try {
            return Optional.of(Period.parse(feed.series().periodType(), text));
        } catch (IllegalArgumentException e) {
            // A vendor may name its period in a way nobody knows; then the period asked for stands.
            return Optional.empty();
        }
    }

    private void notPublished() {
        if (run.pages > 0 || run.revision > 1) {
            again("the vendor takes back a period that it had published", Optional.empty());
            return;
        }
        polls.runs.putDown(run, Status.PENDING, "not published yet", now());
        boolean overdue = feed.terms()
                .publishDeadline()
                .filter(deadline -> feed.when().end(run.period).plus(deadline).isBefore(now()))
                .isPresent();
        late |= overdue && polls.runs.tell(run);
        run = null;
        next();
    }

    /** Gives every row its place. A key that was on an earlier page keeps that place, and the later ones close up. */
    private List<NumberedRow> number(PageResult.Page received) {
        List<Item> items = received.items();
        Collection<String> keys =
                items.stream().map(item -> item.values().get(0)).toList();
        Set<String> seen =
                new HashSet<>(polls.store.jdbi().withHandle(handle -> new Placements(handle, run).known(keys)));
        int sort = endpoint.sortColumn(feed.series().scope().get(Endpoint.ORDER_BY))
                .orElse(-1);
        boolean repeated = received.digest().equals(run.lastDigest);
        List<NumberedRow> rows = new ArrayList<>(items.size());
        for (Item item : items) {
            if (repeated || run.positions >= feed.limits().maxRows()) {
                break;
            }
            if (!seen.add(item.values().get(0))) {
                run.flags.add(Flag.DRIFT);
                continue;
            }
            int rank = sort < 0
                    ? run.nextRank(null, ColumnType.TEXT)
                    : run.nextRank(
                            item.values().get(sort), run.columns.get(sort).type());
            rows.add(new NumberedRow(run.positions, rank, item, item.values(), true));
        }
        return rows;
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
        page = null;
        answer = null;
        if (!polls.runs.append(run, rows, paid, handle -> polls.claims.renew(handle, claim))) {
            outcome = new Outcome.Busy();
        } else if (run.end != Paging.End.NOT_YET) {
            fetched();
        }
    }

    /** Every page is there. A look for corrections that found none leaves nothing behind. */
    private void fetched() {
        if (run.revision > 1 && polls.runs.differences(run) == 0) {
            polls.runs.forgetUnchanged(run);
            outcome = new Outcome.Unchanged(
                    polls.snapshots.newest(run.seriesId, run.period).orElseThrow());
        } else {
            outcome = new Outcome.Fetched(run.period);
        }
    }

    /** Ends the poll because the rows of a page that was paid for could not be handled; the page is kept. */
    public void broke(String reason) {
        if (outcome == null) {
            if (page != null && answer != null) {
                polls.runs.hold(run, answer.body());
                // What was counted and added for the page's rows is forgotten with them.
                run = polls.runs.resume(run.id);
            }
            putDown(reason, now());
        }
    }

    private void again(String reason, Optional<Duration> asked) {
        failures++;
        Duration wait = polls.backoff.after(failures, asked, ThreadLocalRandom.current());
        if (failures >= polls.backoff.tries() || wait.compareTo(polls.backoff.longest()) > 0) {
            putDown(reason, now().plus(asked.orElse(Duration.ZERO)));
        } else {
            pause = wait;
        }
    }

    private void stopAccount(String reason, Instant until) {
        Account account = polls.account(feed);
        polls.stopped.stop(account, polls.spending.accounts(), reason, until);
        putDown("account " + account.name() + " is stopped: " + reason, now());
    }

    private void putDown(String reason, Instant resumeAt) {
        polls.runs.putDown(run, Status.FAILED, reason, resumeAt);
        outcome = new Outcome.PutDown(run.period, reason, resumeAt);
    }

    private Instant now() {
        return polls.clock.instant();
    }

    private Instant nextMonth() {
        return YearMonth.from(now().atZone(feed.when().zone()))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(feed.when().zone())
                .toInstant();
    }

    /**
     * Seals what was fetched, in one transaction with what else is to be written.
     *
     * @throws IllegalStateException if nothing was fetched
     */
    public Snapshot seal(Polls.WithSeal also) {
        if (!(outcome instanceof Outcome.Fetched)) {
            throw new IllegalStateException("only a fetched ranking can be sealed, this poll is " + outcome);
        }
        Snapshot sealed = polls.store.jdbi().inTransaction(handle -> {
            polls.runs.seal(
                    handle,
                    run,
                    Verdict.of(
                            handle,
                            run,
                            endpoint.paging().reach(),
                            feed.limits().maxRows()));
            Snapshot snapshot = Snapshots.find(handle, run.id).orElseThrow();
            also.write(handle, snapshot);
            return snapshot;
        });
        outcome = new Outcome.Known(sealed);
        return sealed;
    }

    /** How the poll ended; empty while it goes on. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whose poll it is. */
    public Feed feed() {
        return feed;
    }

    /** Pages, rows, requests and credits so far, for a line to the operator. */
    public Progress progress() {
        return run == null ? new Progress(0, 0, 0, 0) : new Progress(run.pages, run.rows, run.requests, run.credits);
    }

    /** How far a run has come. */
    public record Progress(int pages, int rows, int requests, int credits) {}

    /** Lets the series go. What was fetched and not sealed is kept for the next poll. */
    @Override
    public void close() {
        if (claim != null) {
            polls.claims.release(claim);
            claim = null;
        }
    }
}
