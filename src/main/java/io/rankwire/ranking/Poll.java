package io.rankwire.ranking;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.vendor.Account;
import io.rankwire.vendor.Budget;
import io.rankwire.vendor.Column;
import io.rankwire.vendor.Endpoint;
import io.rankwire.vendor.HttpAnswer;
import io.rankwire.vendor.PageReader;
import io.rankwire.vendor.PageRequest;
import io.rankwire.vendor.PageResult;
import io.rankwire.vendor.Paging;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

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
    private final List<Period> wanted;
    private final Deque<Period> candidates;
    private Claims.Claim claim;
    private Run run;
    private PageResult.Page page;
    private HttpAnswer answer;
    private boolean wasHeld;
    private Run overdue;
    private Outcome outcome;
    private int failures;
    private Duration pause = Duration.ZERO;

    Poll(Polls polls, Feed feed, Polls.Asking asking) {
        this.polls = polls;
        this.feed = feed;
        this.asking = asking;
        this.endpoint = asking.source().endpoint();
        this.wanted = feed.candidates(polls.clock);
        this.candidates = new ArrayDeque<>(wanted);
    }

    Poll begin() {
        long seriesId = polls.runs.seriesId(feed.series());
        Optional<Claims.Claim> taken = polls.claims.take(seriesId);
        if (taken.isEmpty()) {
            outcome = new Outcome.Busy();
            return this;
        }
        claim = taken.get();
        try {
            next();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return this;
    }

    /** Goes on to the newest candidate left, or ends when the ranking is there or there is no candidate. */
    private void next() {
        failures = 0;
        Period period = candidates.poll();
        if (period == null) {
            outcome = new Outcome.Pending(wanted.get(0), tellLate());
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
        if (due.isEmpty() || endpoint.inferred()) {
            outcome = tellLate() ? new Outcome.Pending(wanted.get(0), true) : new Outcome.Known(known);
        } else if (due.get().state().status().sealed()) {
            begin(due.get().period(), due.get().revision() + 1);
        } else {
            resume(due.get());
        }
    }

    /** Whether the operator is to be told that the newest period is late; true once. */
    private boolean tellLate() {
        return overdue != null && polls.runs.tell(overdue);
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
        return polls.runs.held(run).map(body -> {
            wasHeld = true;
            return read(new HttpAnswer(200, "", Optional.empty(), body));
        });
    }

    /** The request for the next page. */
    public PageRequest request() {
        count(1);
        wasHeld = false;
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
        Run asked = run;
        Optional<List<NumberedRow>> rows = take(result);
        if (rows.isEmpty() && wasHeld && !(outcome instanceof Outcome.Busy)) {
            // Nothing can be made of it any more; the next time the page is asked for anew.
            polls.runs.letGo(asked);
        }
        return rows;
    }

    private Optional<List<NumberedRow>> take(PageResult result) {
        if (result instanceof PageResult.Page received) {
            return take(received);
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

    private Optional<List<NumberedRow>> take(PageResult.Page received) {
        if (run.pages == 0 && received.received() == 0) {
            notPublished();
            return Optional.empty();
        }
        if (run.positions == 0 && received.items().isEmpty() && received.received() > 0) {
            // Rows that nobody can tell apart are no ranking: everybody would seem to have dropped out.
            String reason = "none of the " + received.received() + " rows of page " + (run.pages + 1) + " has a key";
            putDown(reason, now().plus(AFTER_REJECTION));
            return Optional.empty();
        }
        if (!isOfThePeriod(received)) {
            return Optional.empty();
        }
        failures = 0;
        page = received;
        int sort = endpoint.sortColumn(feed.series().scope().get(Endpoint.ORDER_BY))
                .orElse(-1);
        return Optional.of(polls.store
                .jdbi()
                .withHandle(handle -> new Numbering(run, sort, feed.limits().maxRows()).number(handle, received)));
    }

    /** Whether the page can be stored: under the vendor's own name for the period, unless that is there already. */
    private boolean isOfThePeriod(PageResult.Page received) {
        if (endpoint.inferred()) {
            run.flags.add(Flag.INFERRED);
            return true;
        }
        Optional<Period> echoed = received.echo().period().flatMap(this::period);
        if (echoed.isEmpty() || echoed.get().equals(run.period)) {
            return true;
        }
        if (run.pages > 0) {
            String reason = "page " + (run.pages + 1) + " is of " + echoed.get() + ", the ones before it are of ";
            again(reason + run.period, Optional.empty());
            return false;
        }
        if (run.revision > 1
                || polls.snapshots.newest(run.seriesId, echoed.get()).isPresent()) {
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
        if (run.pages > 0) {
            again("the vendor takes back a period that it had published", Optional.empty());
            return;
        }
        if (run.revision > 1) {
            // What was published before stays; it is looked at again when it is due again.
            unchanged();
            return;
        }
        if (!write(handle -> polls.runs.putDown(handle, run, Status.PENDING, "not published yet", now()))) {
            return;
        }
        boolean isLate = feed.terms()
                .publishDeadline()
                .filter(deadline -> feed.when().end(run.period).plus(deadline).isBefore(now()))
                .isPresent();
        if (isLate && run.period.equals(wanted.get(0))) {
            overdue = run;
        }
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
        if (!write(handle -> polls.runs.append(handle, run, rows, paid))) {
            return;
        }
        page = null;
        answer = null;
        if (run.end != Paging.End.NOT_YET) {
            fetched();
        }
    }

    /** Writes in one transaction if the series is still this poll's; if not, nothing is written and the poll is over. */
    private boolean write(Consumer<Handle> writing) {
        boolean mine = polls.store.jdbi().inTransaction(handle -> {
            boolean held = polls.claims.renew(handle, claim);
            if (held) {
                writing.accept(handle);
            }
            return held;
        });
        if (!mine) {
            outcome = new Outcome.Busy();
        }
        return mine;
    }

    /** Every page is there. A look for corrections that found none leaves nothing behind. */
    private void fetched() {
        if (run.revision > 1
                && polls.store.jdbi().withHandle(handle -> polls.runs.isAsBefore(handle, run, judge(handle)))) {
            unchanged();
        } else {
            outcome = new Outcome.Fetched(run.period);
        }
    }

    private void unchanged() {
        if (write(handle -> polls.runs.forgetUnchanged(handle, run))) {
            outcome = new Outcome.Unchanged(
                    polls.snapshots.newest(run.seriesId, run.period).orElseThrow());
        }
    }

    private Verdict judge(Handle handle) {
        return Verdict.of(handle, run, endpoint.paging().reach(), feed.limits().maxRows());
    }

    /** Ends the poll because the rows of a page that was paid for could not be handled; the page is kept. */
    public void broke(String reason) {
        if (outcome != null) {
            return;
        }
        if (page != null && answer != null) {
            if (!write(handle -> polls.runs.hold(handle, run, answer.body()))) {
                return;
            }
            // What was counted and added for the page's rows is forgotten with them, but not what it cost.
            int requests = run.requests;
            int credits = run.credits;
            run = polls.runs.resume(run.id);
            run.requests = requests;
            run.credits = credits;
        }
        putDown(reason, now());
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
        if (write(handle -> polls.runs.putDown(handle, run, Status.FAILED, reason, resumeAt))) {
            outcome = new Outcome.PutDown(run.period, reason, resumeAt);
        }
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
     * @throws IllegalStateException if nothing was fetched, or if the series is another poll's since
     */
    public Snapshot seal(Polls.WithSeal also) {
        if (!(outcome instanceof Outcome.Fetched)) {
            throw new IllegalStateException("only a fetched ranking can be sealed, this poll is " + outcome);
        }
        boolean mine = write(handle -> {
            polls.runs.seal(handle, run, judge(handle));
            also.write(handle, Snapshots.find(handle, run.id).orElseThrow());
        });
        if (!mine) {
            throw new IllegalStateException("another poll has taken " + feed.label() + " over since");
        }
        Snapshot sealed = polls.snapshots.find(run.id).orElseThrow();
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
