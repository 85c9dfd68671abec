package io.rankwire.poll;

import io.rankwire.account.LocalPace;
import io.rankwire.account.StoppedAccounts;
import io.rankwire.account.StoredBudget;
import io.rankwire.feed.Feed;
import io.rankwire.poll.asking.AskedPage;
import io.rankwire.poll.asking.Backoff;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.PageRequest;
import io.rankwire.source.Source;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.store.Store;
import io.rankwire.store.StoreAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A real store and the polls that fill it, driven as the engine's steps drive them. */
public final class Desk implements AutoCloseable {
    /** Where a poll can be when its process dies. */
    public enum Step {
        TURN_TAKEN,
        REQUEST_SENT,
        ANSWER_READ,
        PAGE_ACCEPTED,
        PAGE_APPENDED,
        ALL_FETCHED
    }

    /** The process is gone; nothing is put in order. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Told how far a poll is; throws {@link Crash} to end it there. */
    public interface Watch {
        public void at(Step step);
    }

    static final Watch CALM = step -> {};

    private final StoreAddress address;
    private final Clock clock;
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private Source source = AcmeSource.changed(UnaryOperator.identity());
    private final DeskVendor vendor;
    private final DeskAccounts accounts;
    private UnaryOperator<List<NumberedRow>> rowSteps = UnaryOperator.identity();
    private Demand demand = Demand.DUE;
    private Store store;
    private Polls polls;

    public Desk(Path home, Clock clock, Function<PageRequest, HttpAnswer> vendor) {
        this(Stores.address(home), clock, vendor);
    }

    private Desk(StoreAddress address, Clock clock, Function<PageRequest, HttpAnswer> vendor) {
        this.address = address;
        this.clock = clock;
        this.vendor = new DeskVendor(vendor);
        this.accounts = new DeskAccounts(this.vendor::atOnce);
        open();
    }

    public static Desk at(StoreAddress address, Clock clock, Function<PageRequest, HttpAnswer> vendor) {
        return new Desk(address, clock, vendor);
    }

    private void open() {
        store = Store.open(address);
        Polls.Spending spending = new Polls.Spending(accounts, budget(), new LocalPace());
        polls = new Polls(
                store,
                spending,
                clock,
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 3, Duration.ofDays(1)));
    }

    /** Another process takes over what is in the store. */
    void reopen() {
        store.close();
        open();
    }

    /** Has the vendor answer no deeper than this. */
    Desk cappedAt(int rows) {
        return of(text -> text.replace("{ largestPage: 50 }", "{ largestPage: 50, cap: " + rows + " }"));
    }

    /** Has the vendor name no periods. */
    Desk withoutPeriods() {
        return of(text -> text.replace("    periods: [day, week, month]\n", ""));
    }

    /** Has the vendor described in another way. */
    Desk of(UnaryOperator<String> change) {
        source = AcmeSource.changed(change);
        return this;
    }

    /** Has so many requests under way at once; the vendor answers each on a thread of its own. */
    Desk parallel(int requests) {
        vendor.answerAtOnce(requests);
        return this;
    }

    /** Told of every request whose answer has come, of those that are under way at once. */
    Desk answered(Consumer<PageRequest> told) {
        vendor.tell(told);
        return this;
    }

    Desk limit(long monthly) {
        accounts.limit(monthly);
        return this;
    }

    Desk token(String account, String token) {
        accounts.token(account, token);
        return this;
    }

    public Desk rowSteps(UnaryOperator<List<NumberedRow>> steps) {
        rowSteps = steps;
        return this;
    }

    /** How much is asked of the polls that begin from now on. */
    Desk demanding(Demand other) {
        demand = other;
        return this;
    }

    public Poll begin(Feed feed) {
        return Poll.begin(polls, feed, source, demand);
    }

    /** Polls to the end, seals what there is to seal, and says how it ended. */
    public Outcome poll(Feed feed) {
        return poll(feed, CALM);
    }

    public Outcome poll(Feed feed, Watch watch) {
        Poll poll = begin(feed);
        try {
            return drive(poll, watch);
        } finally {
            poll.close();
        }
    }

    /** Polls and dies where the watch says so, leaving behind what a dead process leaves behind. */
    @SuppressWarnings("resource")
    boolean survives(Feed feed, Watch watch) {
        try {
            Poll poll = begin(feed);
            drive(poll, watch);
            poll.close();
            return true;
        } catch (Crash e) {
            vendor.forget(e);
            return false;
        }
    }

    private Outcome drive(Poll poll, Watch watch) {
        while (poll.wantsPage()) {
            step(poll, watch);
        }
        watch.at(Step.ALL_FETCHED);
        Outcome outcome = poll.outcome().orElseThrow();
        return outcome instanceof Outcome.Fetched ? new Outcome.Known(poll.seal((handle, snapshot) -> {})) : outcome;
    }

    private void step(Poll poll, Watch watch) {
        Duration pause = poll.takeTurn();
        waits.add(pause);
        if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
            LockSupport.parkNanos(poll.untilTurn().toNanos());
        }
        if (!poll.wantsPage()) {
            return;
        }
        if (!poll.hasPage()) {
            watch.at(Step.TURN_TAKEN);
        }
        Optional<AskedPage> page = poll.ask();
        page.ifPresent(now -> vendor.ask(now, () -> watch.at(Step.REQUEST_SENT)));
        if (poll.hasPage()) {
            watch.at(Step.ANSWER_READ);
            take(poll, watch);
        } else if (page.isEmpty()) {
            await(poll);
        }
    }

    /** Asks for the next page as soon as its turn comes; there must be one. */
    public static AskedPage ask(Poll poll) {
        Optional<AskedPage> asked;
        do {
            poll.takeTurn();
            asked = poll.ask();
        } while (asked.isEmpty());
        return asked.get();
    }

    private static void await(Poll poll) {
        try {
            poll.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nothing interrupts a test", e);
        }
    }

    private void take(Poll poll, Watch watch) {
        Optional<List<NumberedRow>> rows = poll.accept();
        watch.at(Step.PAGE_ACCEPTED);
        try {
            rows.map(rowSteps).ifPresent(poll::append);
        } catch (IllegalArgumentException e) {
            poll.broke(e.getMessage());
        }
        watch.at(Step.PAGE_APPENDED);
    }

    /** Polls, and expects a ranking. */
    public Snapshot fetch(Feed feed) {
        Outcome outcome = poll(feed);
        if (outcome instanceof Outcome.Known known) {
            return known.snapshot();
        }
        throw new AssertionError("the poll ended with " + outcome);
    }

    public Seen seen(Snapshot snapshot) {
        return Seen.of(snapshots(), snapshot);
    }

    /** The waits of at least a second since the last time: those that are not for the pace. */
    List<Duration> forgetWaits() {
        List<Duration> long_ = waits.stream()
                .filter(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0)
                .toList();
        waits.clear();
        return long_;
    }

    public Snapshots snapshots() {
        return new Snapshots(store);
    }

    StoppedAccounts stopped() {
        return new StoppedAccounts(store, clock);
    }

    StoredBudget budget() {
        return new StoredBudget(store, clock, ZoneOffset.UTC);
    }

    /** Credits spent in all, of which a request costs 2. */
    long spent() {
        return budget().spent().stream().mapToLong(StoredBudget.Spent::used).sum();
    }

    public Store store() {
        return store;
    }

    Polls polls() {
        return polls;
    }

    /** How many rows a table of the store has. */
    public int count(String table) {
        return store.jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void close() {
        store.close();
    }
}
