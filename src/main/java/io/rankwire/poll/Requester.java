package io.rankwire.poll;

import io.rankwire.feed.Feed;
import io.rankwire.poll.asking.AskedPage;
import io.rankwire.poll.asking.Window;
import io.rankwire.source.Endpoint;
import io.rankwire.source.NextPage;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.Expected;
import io.rankwire.source.page.FollowingPage;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.source.page.PageResult;
import io.rankwire.text.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a run's pages: for the next one, and ahead for those after it that are known to be wanted, as many at once as
 * the account allows. What could mean that they are not wanted after all ends that, until it has been taken in. For one
 * poll and its thread.
 */
final class Requester {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");

    /** What is held ahead is, as far as can be foreseen, no larger than a single answer may be. */
    private static final long MOST_BYTES = 32 << 20;

    /** Longer than any request may take. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Purchases.Turn NONE = new Purchases.Turn.None(Duration.ZERO);

    private final ClaimedRuns runs;
    private final Polls.Asking asking;
    private final Feed feed;
    private final Endpoint endpoint;
    private final Expected expected;
    private final Purchases purchases;
    private final Window window = new Window();
    private Purchases.Turn.@Nullable Taken turn;
    private Duration rest = Duration.ZERO;
    private long dueAt = System.nanoTime();
    /** The account's own number, once it is known; 1 after it refused a page ahead. */
    private int mostAtOnce = 1;
    /** Of the answers so far, in bytes. */
    private long largest;

    Requester(ClaimedRuns runs, Purchases purchases, Polls.Asking asking) {
        this.runs = runs;
        this.asking = asking;
        this.feed = runs.feed();
        this.endpoint = runs.endpoint();
        this.expected = Expected.of(endpoint, feed.series().scope());
        this.purchases = purchases;
    }

    /** Has nothing asked for until a pause is over. */
    void rest(Duration pause) {
        forgoTurn();
        rest = pause;
    }

    /** Takes a turn for the page that is to be asked for now, unless there is none or a turn is in hand. */
    Purchases.Turn takeTurn(Run run) {
        if (!rest.isZero()) {
            Purchases.Turn.None none = new Purchases.Turn.None(rest);
            rest = Duration.ZERO;
            return due(none);
        }
        boolean isWanted = isWanted(run);
        if (!isWanted) {
            forgoTurn();
        }
        if (!isWanted || turn != null) {
            return NONE;
        }
        boolean isAhead = window.find(run.pages + 1).isPresent();
        if (!isAhead) {
            window.takeFaults().forEach(page -> cameOf(run, page));
        }
        Purchases.Turn next = purchases.takeTurn(isAhead);
        if (next instanceof Purchases.Turn.Taken taken) {
            turn = taken;
            mostAtOnce = taken.account().parallelRequests();
        } else if (isAhead && next instanceof Purchases.Turn.Refused) {
            // What was asked for comes first; the next page hears the reason.
            mostAtOnce = 1;
            return NONE;
        }
        return due(next);
    }

    private Purchases.Turn due(Purchases.Turn next) {
        dueAt = System.nanoTime() + next.pause().toNanos();
        return next;
    }

    /** How long to wait until the turn in hand, or the end of a rest. */
    Duration untilDue() {
        return Duration.ofNanos(Math.max(0, dueAt - System.nanoTime()));
    }

    /** Asks for a page if a turn is in hand and due. */
    Optional<AskedPage> ask(Run run) {
        if (turn == null || !untilDue().isZero() || !isWanted(run)) {
            return Optional.empty();
        }
        int number = numberToAsk(run);
        PageRequest request = request(run, number);
        AskedPage page = new AskedPage(
                new AskedPage.Place(run.id, number), request, answer -> read(answer, request), turn.lane());
        turn = null;
        purchases.count(run);
        window.add(page);
        return Optional.of(page);
    }

    private PageRequest request(Run run, int number) {
        // Those in front of it are full, as far as is known.
        long rows = run.received + (number - 1L - run.pages) * run.pageSize;
        NextPage page = new NextPage(number, rows, run.next);
        return asking.requests()
                .page(
                        feed.inPagesOf(run.pageSize),
                        run.period,
                        page,
                        runs.polls().spending.accounts()::property);
    }

    private PageResult read(HttpAnswer answer, PageRequest request) {
        PageResult result = asking.reader().read(answer, expected);
        return endpoint.paging().by().isNamedByThePageBefore()
                ? FollowingPage.keep(
                        result,
                        endpoint,
                        URI.create(request.address(runs.polls().account(feed).url())))
                : result;
    }

    private int numberToAsk(Run run) {
        int number = run.pages + 1;
        while (run.held.containsKey(number) || window.find(number).isPresent()) {
            number++;
        }
        return number;
    }

    private boolean isWanted(Run run) {
        int number = numberToAsk(run);
        if (number == run.pages + 1) {
            return true;
        }
        int others = window.size() + run.held.size();
        return others < mostAtOnce
                && (others + 1) * largest <= MOST_BYTES
                && endpoint.paging().isAskedAhead()
                && run.total != null
                && runs.paging(run).expects(number, run.pages, run.received, run.total)
                && window.isSmooth(run.pageSize, run.lastDigest);
    }

    /** Waits for the next page, but no longer than until the turn in hand. */
    void await(Run run) throws InterruptedException {
        Optional<AskedPage> next = window.find(run.pages + 1);
        if (next.isPresent()) {
            next.get().await(turn == null ? LONGEST : untilDue());
        }
    }

    /** Whether the next page is there, or what came of asking for it. */
    boolean hasNext(Run run) {
        return run.holdsNext()
                || window.find(run.pages + 1).filter(AskedPage::isAnswered).isPresent();
    }

    /** Takes what came of asking for the next page, be it in an earlier poll, in hand. */
    PageResult take(Run run) {
        byte[] held = run.held.get(run.pages + 1);
        if (held != null) {
            run.take(held);
            int status = endpoint.answer().statuses().get(0);
            return read(HttpAnswer.ofKept(status, held), request(run, run.pages + 1));
        }
        AskedPage.Answer answer = cameOf(run, window.take(run.pages + 1));
        largest = Math.max(largest, answer.kept().length);
        run.take(answer.kept());
        return answer.result();
    }

    private AskedPage.Answer cameOf(Run run, AskedPage page) {
        AskedPage.Answer answer = page.answer();
        if (!answer.sent()) {
            purchases.giveBack(run);
        }
        return answer;
    }

    /** Asks for nothing more, and waits for what was asked for; the answers that are pages, by their numbers. */
    NavigableMap<Integer, byte[]> settle(Run run) {
        forgoTurn();
        NavigableMap<Integer, byte[]> pages = new TreeMap<>();
        for (AskedPage page : window.takeAll()) {
            try {
                AskedPage.Answer answer = cameOf(run, page);
                if (answer.result() instanceof PageResult.Page) {
                    pages.put(page.place().number(), answer.kept());
                }
            } catch (CompletionException e) {
                LOG.warn(
                        "feed={} run={} page={} failed: {}",
                        feed.label(),
                        run.id,
                        page.place().number(),
                        Reason.of(e));
            }
        }
        return pages;
    }

    /** Gives back the turn in hand, if there is one. */
    void forgoTurn() {
        if (turn != null) {
            purchases.forgo(turn);
            turn = null;
        }
    }
}
