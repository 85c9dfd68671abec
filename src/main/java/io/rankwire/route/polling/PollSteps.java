package io.rankwire.route.polling;

import io.rankwire.account.Account;
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
import io.rankwire.source.PageRequest;
import io.rankwire.source.Source;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.source.page.PageResult;
import io.rankwire.text.Reason;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
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

    private static final String PAUSE = "rankwirePause";
    private static final String ASKED_AT = "rankwireAskedAt";

    private final Polls polls;
    private final Sources sources;
    private final Settings settings;
    private final Clock clock;
    private final ProgramEvents programEvents;

    public PollSteps(Polls polls, Sources sources, Settings settings, Clock clock, ProgramEvents programEvents) {
        this.polls = polls;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
        this.programEvents = programEvents;
    }

    /** Makes the steps known under the names that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "begin-poll", this::beginPoll);
        Steps.bind(registry, "open-poll", this::openPoll);
        Steps.bind(registry, "break-poll", this::breakPoll);
        Steps.when(registry, "has-held-page", this::hasHeldPage);
        Steps.when(registry, "wants-page", exchange -> poll(exchange).wantsPage());
        Steps.bind(registry, "take-turn", this::takeTurn);
        Steps.bind(registry, "wait-turn", PollSteps::waitTurn);
        Steps.bind(registry, "build-request", this::buildRequest);
        Steps.bind(registry, "read-page", this::readPage);
        Steps.bind(registry, "no-answer", this::noAnswer);
        Steps.bind(registry, "accept-page", this::acceptPage);
        Steps.bind(registry, "append-page", this::appendPage);
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
        exchange.setProperty(PAUSE, pause.toMillis());
        if (!pause.isZero()) {
            Feed feed = poll(exchange).feed();
            programEvents.tell(new ProgramEvent.Waited(feed.name(), feed.account(), pause));
        }
    }

    /** A stop of the program ends the wait and the poll; the next one goes on where this one was. */
    private static void waitTurn(Exchange exchange) throws InterruptedException {
        Duration pause = Duration.ofMillis(exchange.getProperty(PAUSE, 0L, Long.class));
        Poll poll = poll(exchange);
        if (poll.wantsPage() && !Underway.of(exchange.getContext()).pause(pause)) {
            poll.stop("the program was stopped before page " + (poll.progress().pages() + 1));
        }
    }

    /** A page that was paid for before is not asked for again. */
    private boolean hasHeldPage(Exchange exchange) {
        Optional<PageResult> held = poll(exchange).held();
        held.ifPresent(exchange.getMessage()::setBody);
        return held.isPresent();
    }

    private void buildRequest(Exchange exchange) {
        Poll poll = poll(exchange);
        Account account = settings.account(poll.feed().account());
        PageRequest request = poll.request();
        VendorCall.write(exchange.getMessage(), request, account, poll.endpoint(), settings);
        exchange.setProperty(ASKED_AT, System.nanoTime());
    }

    private void readPage(Exchange exchange) {
        Message message = exchange.getMessage();
        HttpAnswer answer = VendorCall.read(message, poll(exchange).endpoint(), clock.instant());
        message.removeHeaders("*");
        PageResult result = poll(exchange).read(answer);
        message.setBody(result);
        tell(exchange, result);
    }

    private void tell(Exchange exchange, PageResult result) {
        Duration took = Duration.ofNanos(System.nanoTime() - exchange.getProperty(ASKED_AT, Long.class));
        String outcome = result.word();
        Poll poll = poll(exchange);
        int page = poll.progress().pages() + 1;
        LOG.debug(
                "feed={} run={} page={} answer={} millis={}",
                poll.feed().label(),
                poll.run(),
                page,
                outcome,
                took.toMillis());
        programEvents.tell(new ProgramEvent.Asked(
                new ProgramEvent.Page(poll.feed().name(), poll.run(), page),
                poll.feed().account(),
                outcome,
                took));
    }

    /** The connection failed or broke off: what the vendor might have said is not known. */
    private void noAnswer(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
            poll(exchange).notSent();
        }
        exchange.getMessage().removeHeaders("*");
        PageResult result = new PageResult.TransientFailure(Reason.of(cause), Optional.empty());
        exchange.getMessage().setBody(result);
        tell(exchange, result);
    }

    private void acceptPage(Exchange exchange) {
        Poll poll = poll(exchange);
        PageResult result = exchange.getMessage().getBody(PageResult.class);
        exchange.getMessage().setBody(poll);
        exchange.setProperty(
                RowSteps.ROWS,
                poll.accept(result).map(rows -> new RowSteps.Rows(poll, rows)).orElse(null));
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
