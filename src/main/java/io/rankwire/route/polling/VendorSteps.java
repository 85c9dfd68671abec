package io.rankwire.route.polling;

import io.rankwire.account.Account;
import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.feed.Feed;
import io.rankwire.poll.Poll;
import io.rankwire.poll.asking.AskedPage;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Settings;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.source.page.PageResult;
import io.rankwire.text.Reason;
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

    /** The property that holds the {@link Question}, inside {@code ask-page}. */
    private static final String QUESTION = "rankwireQuestion";

    private static final String ASKED_AT = "rankwireAskedAt";

    /**
     * What is asked.
     *
     * @param poll whose course is another thread's: here only its feed and endpoint are looked at
     */
    private record Question(Poll poll, AskedPage page) {}

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
            Exchange asked = template.request(
                    "direct:ask-page", exchange -> exchange.setProperty(QUESTION, new Question(poll, page)));
            page.broke(Optional.<Throwable>ofNullable(asked.getException())
                    .orElseGet(() -> new IllegalStateException("nothing was said of the request")));
        });
    }

    private void buildRequest(Exchange exchange) {
        Question question = question(exchange);
        Poll poll = question.poll();
        Account account = settings.account(poll.feed().account());
        VendorCall.write(exchange.getMessage(), question.page().request(), account, poll.endpoint(), settings);
        exchange.setProperty(ASKED_AT, System.nanoTime());
    }

    private void readPage(Exchange exchange) {
        Question question = question(exchange);
        HttpAnswer answer =
                VendorCall.read(exchange.getMessage(), question.poll().endpoint(), clock.instant());
        tell(exchange, question.page().answered(answer));
    }

    /** The connection failed or broke off: what the vendor might have said is not known. */
    private void noAnswer(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        PageResult result = new PageResult.TransientFailure(Reason.of(cause), Optional.empty());
        question(exchange).page().unanswered(result, VendorCall.isSent(cause));
        tell(exchange, result);
    }

    private void tell(Exchange exchange, PageResult result) {
        Duration took = Duration.ofNanos(System.nanoTime() - exchange.getProperty(ASKED_AT, Long.class));
        Feed feed = question(exchange).poll().feed();
        AskedPage.Place place = question(exchange).page().place();
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

    private static Question question(Exchange exchange) {
        return exchange.getProperty(QUESTION, Question.class);
    }
}
