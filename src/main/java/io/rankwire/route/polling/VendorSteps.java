package io.rankwire.route.polling;

import io.rankwire.account.Account;
import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.feed.Feed;
import io.rankwire.poll.Poll;
import io.rankwire.poll.asking.AskedPage;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Settings;
import io.rankwire.source.page.PageResult;
import io.rankwire.text.Reason;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of {@code ask-page}: one request and its answer, on a thread of their own. */
public final class VendorSteps {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");

    private static final String PAGE = "rankwireAskedPage";
    private static final String POLL = "rankwirePoll";
    private static final String ASKED_AT = "rankwireAskedAt";

    private final Settings settings;
    private final Clock clock;
    private final ProgramEvents programEvents;
    private final ProducerTemplate template;
    private final ExecutorService threads;

    public VendorSteps(CamelContext context, Settings settings, Clock clock, ProgramEvents programEvents) {
        this.settings = settings;
        this.clock = clock;
        this.programEvents = programEvents;
        this.template = context.createProducerTemplate();
        // No more than the accounts allow requests at once.
        this.threads = context.getExecutorServiceManager().newCachedThreadPool(this, "ask-page");
    }

    /** Makes the steps known under the names that YAML uses. */
    void bind(Registry registry) {
        Steps.bind(registry, "build-request", this::buildRequest);
        Steps.bind(registry, "read-page", this::readPage);
        Steps.bind(registry, "no-answer", this::noAnswer);
    }

    /** Sends the page's request on its way; what comes of it is said to the page. */
    void ask(Poll poll, AskedPage page) {
        threads.execute(() -> {
            Exchange asked = template.request("direct:ask-page", exchange -> {
                exchange.setProperty(POLL, poll);
                exchange.setProperty(PAGE, page);
            });
            page.broke(Optional.<Throwable>ofNullable(asked.getException())
                    .orElseGet(() -> new IllegalStateException("nothing was said of the request")));
        });
    }

    private void buildRequest(Exchange exchange) {
        Poll poll = poll(exchange);
        Account account = settings.account(poll.feed().account());
        VendorCall.write(exchange.getMessage(), page(exchange).request(), account, poll.endpoint(), settings);
        exchange.setProperty(ASKED_AT, System.nanoTime());
    }

    private void readPage(Exchange exchange) {
        tell(
                exchange,
                page(exchange)
                        .answered(VendorCall.read(
                                exchange.getMessage(), poll(exchange).endpoint(), clock.instant())));
    }

    /** The connection failed or broke off: what the vendor might have said is not known. */
    private void noAnswer(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean isSent = !(cause instanceof ConnectException || cause instanceof UnknownHostException);
        PageResult result = new PageResult.TransientFailure(Reason.of(cause), Optional.empty());
        page(exchange).unanswered(result, isSent);
        tell(exchange, result);
    }

    private void tell(Exchange exchange, PageResult result) {
        Duration took = Duration.ofNanos(System.nanoTime() - exchange.getProperty(ASKED_AT, Long.class));
        Feed feed = poll(exchange).feed();
        AskedPage.Place place = page(exchange).place();
        String outcome = result.word();
        LOG.debug(
                "feed={} run={} page={} answer={} millis={}",
                feed.label(),
                place.run(),
                place.number(),
                outcome,
                took.toMillis());
        programEvents.tell(new ProgramEvent.Asked(
                new ProgramEvent.Page(feed.name(), place.run(), place.number()), feed.account(), outcome, took));
    }

    private static AskedPage page(Exchange exchange) {
        return exchange.getProperty(PAGE, AskedPage.class);
    }

    /** Only what was asked of it is looked at here: its course is another thread's. */
    private static Poll poll(Exchange exchange) {
        return exchange.getProperty(POLL, Poll.class);
    }
}
