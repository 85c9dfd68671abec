package io.rankwire.poll;

import io.rankwire.account.Accounts;
import io.rankwire.feed.Feed;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.NextPage;
import io.rankwire.source.PageRequest;
import io.rankwire.source.Source;
import io.rankwire.source.page.Expected;
import io.rankwire.source.page.FollowingPage;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.source.page.PageResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One poll of a series: it finds the period to fetch, asks for page after page, and ends with an {@link Outcome}.
 *
 * <p>The order of calls is {@link #wantsPage}, {@link #takeTurn}, then {@link #held} or {@link #request} and
 * {@link #read}, then {@link #accept} and {@link #append}, and again. Not safe for use by many threads at once.
 */
public final class Poll implements AutoCloseable {
    private final Polls polls;
    private final Feed feed;
    private final Polls.Asking asking;
    private final Endpoint endpoint;
    private final Purchases purchases;
    private Claims.@Nullable Claim claim;
    private @Nullable RunInHand hand;

    private Poll(Polls polls, Feed feed, Polls.Asking asking) {
        this.polls = polls;
        this.feed = feed;
        this.asking = asking;
        this.endpoint = asking.source().endpoint();
        this.purchases = new Purchases(polls, feed, endpoint);
    }

    /** Begins a poll of the feed. The caller goes on with it until {@link #wantsPage} is false, then closes it. */
    public static Poll begin(Polls polls, Feed feed, Source source, Demand demand) {
        return new Poll(polls, feed, polls.asking(source)).begin(demand);
    }

    private Poll begin(Demand demand) {
        long seriesId = polls.store.untilDone(() -> polls.runs.seriesId(feed.series()));
        Optional<Claims.Claim> taken = polls.claims.take(seriesId, feed.name());
        if (taken.isEmpty()) {
            return this;
        }
        claim = taken.get();
        try {
            RunInHand taking =
                    new RunInHand(polls, new ClaimedRuns(polls, feed, endpoint, taken.get()), demand, purchases);
            hand = taking;
            taking.begin();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return this;
    }

    private @Nullable Run inHand() {
        return hand == null ? null : hand.runIfAny();
    }

    /** There is one unless another poll has the series. */
    private RunInHand hand() {
        if (hand == null) {
            throw new IllegalStateException("another poll has " + feed.label());
        }
        return hand;
    }

    /** Whether a page is to be asked for now. */
    public boolean wantsPage() {
        return hand != null && hand.end().isOpen();
    }

    /** Takes the next page's cost from the budget and its place in the line; says how long to wait for it. */
    public Duration takeTurn() {
        boolean asks = hand().run().held == null;
        Purchases.Turn turn = asks ? purchases.takeTurn() : purchases.look();
        if (turn.refusal().isPresent()) {
            hand().stop(turn.refusal().get());
            return Duration.ZERO;
        }
        return asks ? hand().pauseOr(turn.pause()) : Duration.ZERO;
    }

    /** The next page, if it was paid for before and only its rows could not be stored. */
    public Optional<PageResult> held() {
        if (hand().run().held != null) {
            hand().noteBegun();
        }
        int status = endpoint.answer().statuses().get(0);
        return Optional.ofNullable(hand().run().held).map(kept -> read(HttpAnswer.ofKept(status, kept)));
    }

    /** The request for the next page. */
    public PageRequest request() {
        hand().noteBegun();
        purchases.count(hand().run());
        return nextRequest();
    }

    private PageRequest nextRequest() {
        Run run = hand().run();
        NextPage next = new NextPage(run.pages + 1, run.received, run.next);
        Accounts accounts = polls.spending.accounts();
        return asking.requests()
                .page(
                        feed.inPagesOf(run.pageSize),
                        run.period,
                        next,
                        setting -> accounts.property(feed.account(), setting));
    }

    /** Says that the request never reached the vendor: nothing was spent. */
    public void notSent() {
        purchases.giveBack(hand().run());
    }

    /** What the answer to that request is. */
    public PageResult read(HttpAnswer received) {
        hand().run().take(received.kept());
        PageResult result = asking.reader()
                .read(received, Expected.of(endpoint, feed.series().scope()));
        return endpoint.paging().by().isNamedByThePageBefore()
                ? FollowingPage.keep(
                        result,
                        endpoint,
                        URI.create(nextRequest().address(polls.account(feed).url())))
                : result;
    }

    /** Takes the result in. The rows it brings, numbered, are for {@link #append}; none when there is nothing to add. */
    public Optional<List<NumberedRow>> accept(PageResult result) {
        return hand().accept(result);
    }

    /** The columns that rows have now; row steps may add to them through {@link #addColumn}. */
    public List<Column> columns() {
        return List.copyOf(hand().run().columns);
    }

    /** Adds a column at the end. */
    public void addColumn(Column column) {
        hand().run().columns.add(column);
    }

    /** Stores the page that was accepted, with what row steps made of its rows, and decides what comes next. */
    public void append(List<NumberedRow> rows) {
        hand().append(rows);
    }

    /** Ends the poll because the rows of a page that was paid for could not be handled; the page is kept. */
    public void broke(String reason) {
        if (wantsPage()) {
            hand().broke(reason);
        }
    }

    /** Ends the poll before its next request, whose turn was taken; nothing is spent for that. */
    public void stop(String reason) {
        if (hand().run().held == null) {
            purchases.forgoTurn();
        }
        hand().suspend(reason);
    }

    /**
     * Seals what was fetched, in one transaction with what else is to be written.
     *
     * @throws IllegalStateException if nothing was fetched, or if the series is another poll's since
     */
    public Snapshot seal(Polls.WithSeal also) {
        return hand().end().seal(inHand(), feed, also);
    }

    /** How the poll ended; empty while it goes on. */
    public Optional<Outcome> outcome() {
        return hand == null ? Optional.of(new Outcome.Busy()) : hand.end().outcome();
    }

    /** The ranking that cannot be fetched before an operator does something, in the store; empty for any other end. */
    public Optional<Long> stopped() {
        return hand != null && hand.end().needsOperator() ? Optional.of(hand().run().id) : Optional.empty();
    }

    /** The run in hand, in the store, which becomes the snapshot of that id; 0 while there is none. */
    public long run() {
        Run run = inHand();
        return run == null ? 0 : run.id;
    }

    /** Whose poll it is. */
    public Feed feed() {
        return feed;
    }

    /** What is asked. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Pages, rows, requests and credits so far, for a line to the operator. */
    public Progress progress() {
        Run run = inHand();
        return run == null ? new Progress(0, 0, 0, 0) : new Progress(run.pages, run.rows, run.requests, run.credits);
    }

    /** What this poll bought, whatever the run in hand had cost before. */
    public Spent spent() {
        return new Spent(purchases.requests(), purchases.credits());
    }

    /** What was bought; the credits are the vendor's unit, 0 where requests are counted. */
    public record Spent(int requests, int credits) {}

    /** How far a run has come. */
    public record Progress(int pages, int rows, int requests, int credits) {}

    /** Lets the series go. What was fetched and not sealed is kept for the next poll. */
    @Override
    public void close() {
        if (claim != null) {
            if (hand != null) {
                hand.letGo();
            }
            polls.claims.release(claim);
            claim = null;
        }
    }
}
