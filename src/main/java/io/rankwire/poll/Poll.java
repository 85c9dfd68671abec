package io.rankwire.poll;

import io.rankwire.feed.Feed;
import io.rankwire.poll.asking.AskedPage;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One poll of a series: it finds the period to fetch, asks for page after page, and ends with an {@link Outcome}.
 *
 * <p>The order of calls is {@link #wantsPage}, {@link #takeTurn}, {@link #ask}, then, as soon as it {@link #hasPage},
 * {@link #accept} and {@link #append}, and again. Not safe for use by many threads at once.
 */
public final class Poll implements AutoCloseable {
    private final Polls polls;
    private final Feed feed;
    private final Source source;
    private final Purchases purchases;
    private Claims.@Nullable Claim claim;
    private @Nullable RunInHand hand;

    private Poll(Polls polls, Feed feed, Source source) {
        this.polls = polls;
        this.feed = feed;
        this.source = source;
        this.purchases = new Purchases(polls, feed, source.endpoint());
    }

    /** Begins a poll of the feed. The caller goes on with it until {@link #wantsPage} is false, then closes it. */
    public static Poll begin(Polls polls, Feed feed, Source source, Demand demand) {
        return new Poll(polls, feed, source).begin(demand);
    }

    private Poll begin(Demand demand) {
        long seriesId = polls.store.untilDone(() -> polls.runs.seriesId(feed.series()));
        Optional<Claims.Claim> taken = polls.claims.take(seriesId, feed.name());
        if (taken.isEmpty()) {
            return this;
        }
        claim = taken.get();
        try {
            ClaimedRuns runs = new ClaimedRuns(polls, feed, source.endpoint(), taken.get());
            Requester requester = new Requester(runs, purchases, polls.asking(source));
            RunInHand taking = new RunInHand(runs, demand, purchases, requester);
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

    /** Takes a turn for the page to be asked for now, if there is one; says how long to wait because of it. */
    public Duration takeTurn() {
        Run run = hand().run();
        if (run.holdsNext()) {
            purchases.refusal().ifPresent(hand()::stop);
            return Duration.ZERO;
        }
        Purchases.Turn turn = hand().requester().takeTurn(run);
        if (turn instanceof Purchases.Turn.Refused refused) {
            hand().stop(refused.reason());
        }
        return turn.pause();
    }

    /** How long to wait until the turn in hand. */
    public Duration untilTurn() {
        return hand().requester().untilDue();
    }

    /** Asks for a page, if a turn is in hand and due; the caller sends the request and says what came of it. */
    public Optional<AskedPage> ask() {
        Optional<AskedPage> asked = hand().requester().ask(hand().run());
        asked.ifPresent(page -> hand().noteBegun());
        return asked;
    }

    /** Waits for the next page if it was asked for, but no longer than until the turn in hand. */
    public void await() throws InterruptedException {
        hand().requester().await(hand().run());
    }

    /** Whether the next page is there, or what came of asking for it; it may be one that was paid for in an earlier poll. */
    public boolean hasPage() {
        return wantsPage() && hand().requester().hasNext(hand().run());
    }

    /** Takes in the next page. The rows it brings, numbered, are for {@link #append}; none when there is nothing to add. */
    public Optional<List<NumberedRow>> accept() {
        hand().noteBegun();
        return hand().accept(hand().requester().take(hand().run()));
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

    /** Ends the poll before its next request; nothing is spent for that, and what was asked for is waited for and kept. */
    public void stop(String reason) {
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
        return source.endpoint();
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
