package io.rankwire.route.polling;

import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.kamelet.Sources;
import io.rankwire.net.Underway;
import io.rankwire.poll.Demand;
import io.rankwire.poll.NumberedRow;
import io.rankwire.poll.Poll;
import io.rankwire.poll.Polls;
import io.rankwire.route.step.KameletCall;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Settings;
import io.rankwire.source.Source;
import io.rankwire.text.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of {@code poll-pages}, in the order in which they are taken. */
public final class PollSteps {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");

    /** The property that holds the {@link Poll} of one series, inside {@code poll-pages}. */
    private static final String POLL = "rankwirePoll";

    private static final String POLLS = "rankwirePolls";
    private static final String SOURCE = "rankwireSource";
    private static final String PERIOD = "rankwirePeriod";
    private static final String DEMAND = "rankwireDemand";

    /** The property that, when true, keeps what a poll fetched from being published. */
    static final String KEEP_TO_ITSELF = "rankwireKeepToItself";

    private final Polls polls;
    private final Sources sources;
    private final Settings settings;
    private final Clock clock;
    private final ProgramEvents programEvents;
    private final VendorSteps vendor;

    public PollSteps(CamelContext context, Polls polls, Sources sources, Clock clock, ProgramEvents programEvents) {
        this.polls = polls;
        this.sources = sources;
        this.settings = new Settings(context);
        this.clock = clock;
        this.programEvents = programEvents;
        this.vendor = new VendorSteps(context, settings, clock, programEvents);
    }

    /** Makes the steps known under the names that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "begin-poll", this::beginPoll);
        Steps.bind(registry, "open-poll", this::openPoll);
        Steps.bind(registry, "break-poll", this::breakPoll);
        Steps.when(registry, "wants-page", exchange -> poll(exchange).wantsPage());
        Steps.bind(registry, "take-turn", this::takeTurn);
        Steps.bind(registry, "wait-turn", PollSteps::waitTurn);
        Steps.bind(registry, "ask-page", this::askPage);
        Steps.when(registry, "has-page", exchange -> poll(exchange).hasPage());
        Steps.bind(registry, "accept-page", this::acceptPage);
        Steps.bind(registry, "append-page", this::appendPage);
        vendor.bind(registry);
    }

    /** Keeps what the exchange's poll fetches from being published. */
    public static void keepToItself(Exchange exchange) {
        exchange.setProperty(KEEP_TO_ITSELF, true);
    }

    /** Has the exchange's poll ask for this period alone. */
    public static void askFor(Exchange exchange, Period period) {
        exchange.setProperty(PERIOD, period);
    }

    /** Has the exchange's poll do what an operator demands. */
    static void demand(Exchange exchange, Demand demand) {
        exchange.setProperty(DEMAND, demand);
    }

    /** The exchange's polls, one a series. */
    @SuppressWarnings("unchecked")
    static List<Poll> polls(Exchange exchange) {
        List<Poll> polls = exchange.getProperty(POLLS, List.class);
        return polls == null ? List.of() : polls;
    }

    /** Whether the exchange began a poll, be it that nothing came of it. */
    static boolean isPoll(Exchange exchange) {
        return exchange.getProperty(POLLS) != null;
    }

    static Poll poll(Exchange exchange) {
        return exchange.getProperty(POLL, Poll.class);
    }

    /** Out: the feed's series, each to be polled by itself. */
    private void beginPoll(Exchange exchange) {
        KameletCall call = KameletCall.of(exchange);
        Source source = sources.source(call.kamelet());
        List<Feed> feeds = source.feeds(call.caller(), call.parameters(), settings.zone());
        // Before anything is taken from a budget.
        String account = feeds.get(0).account();
        source.endpoint().authentication().properties().forEach(property -> settings.property(account, property));
        Period only = exchange.getProperty(PERIOD, Period.class);
        exchange.setProperty(POLLS, new ArrayList<Poll>());
        programEvents.tell(new ProgramEvent.PollBegan(call.caller(), clock.instant()));
        exchange.setProperty(SOURCE, source);
        exchange.getMessage()
                .setBody(
                        only == null
                                ? feeds
                                : feeds.stream().map(feed -> feed.on(only)).toList());
    }

    /** In: one series. The exchange is that series' own from here on. */
    private void openPoll(Exchange exchange) {
        Feed feed = exchange.getMessage().getBody(Feed.class);
        Demand demand = exchange.getProperty(DEMAND, Demand.DUE, Demand.class);
        Poll poll = Poll.begin(polls, feed, exchange.getProperty(SOURCE, Source.class), demand);
        exchange.setProperty(POLL, poll);
        polls(exchange).add(poll);
        exchange.getMessage().setBody(poll);
    }

    /** Something in the series' own steps failed; the other series of the feed go on. */
    private void breakPoll(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.debug("feed={}", poll(exchange).feed().label(), cause);
        poll(exchange).broke(Reason.of(cause));
    }

    private void takeTurn(Exchange exchange) {
        Duration pause = poll(exchange).takeTurn();
        if (!pause.isZero()) {
            Feed feed = poll(exchange).feed();
            programEvents.tell(new ProgramEvent.Waited(feed.name(), feed.account(), pause));
        }
    }

    /**
     * Waits for the next page or the next turn, whichever comes first. A stop of the program ends the wait and the poll; the
     * next one goes on where this one was.
     */
    private static void waitTurn(Exchange exchange) throws InterruptedException {
        Poll poll = poll(exchange);
        if (poll.wantsPage()) {
            poll.await();
        }
        boolean waits = poll.wantsPage() && !poll.hasPage();
        if (waits && !Underway.of(exchange.getContext()).pause(poll.untilTurn())) {
            poll.stop("the program was stopped before page " + (poll.progress().pages() + 1));
        }
    }

    /** What is asked for once the program stops could not be stored any more. */
    private void askPage(Exchange exchange) {
        Poll poll = poll(exchange);
        if (poll.wantsPage() && !Underway.of(exchange.getContext()).isStopping()) {
            poll.ask().ifPresent(page -> vendor.ask(poll, page));
        }
    }

    private void acceptPage(Exchange exchange) {
        Poll poll = poll(exchange);
        exchange.setProperty(
                RowSteps.ROWS,
                poll.accept().map(rows -> new RowSteps.Rows(poll, rows)).orElse(null));
    }

    private void appendPage(Exchange exchange) {
        RowSteps.Rows rows = exchange.getProperty(RowSteps.ROWS, RowSteps.Rows.class);
        exchange.removeProperty(RowSteps.ROWS);
        if (rows != null) {
            List<NumberedRow> numbered = rows.rows();
            poll(exchange).append(numbered);
        }
    }
}
