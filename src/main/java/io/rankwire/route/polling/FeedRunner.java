package io.rankwire.route.polling;

import io.rankwire.feed.Period;
import io.rankwire.poll.Demand;
import io.rankwire.poll.Outcome;
import io.rankwire.poll.Poll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;

/** Polls a feed now, without waiting for its timer, through the very route that the timer starts. */
public final class FeedRunner {
    /** The property of a poll that goes on here, though the feed's timer would only have others told. */
    private static final String HERE = "rankwireHere";

    private final CamelContext context;

    public FeedRunner(CamelContext context) {
        this.context = context;
    }

    /** Whether the exchange was begun by a runner, not by the feed's timer. */
    public static boolean began(Exchange exchange) {
        return exchange.getProperty(HERE, false, Boolean.class);
    }

    /** Polls a feed and publishes what it fetches; see {@link #outcomes(String, Consumer)}. */
    public List<Outcome> poll(String feed) {
        return outcomes(feed, exchange -> {});
    }

    /** Polls a feed as it is demanded, publishes what it fetches, and says what came of it. */
    public Polled poll(String feed, Demand demand, Clock clock) {
        return Polled.of(run(feed, exchange -> PollSteps.demand(exchange, demand)), clock);
    }

    /** Fetches what is the latest now and keeps it without delivering it. */
    public List<Outcome> fetch(String feed) {
        return outcomes(feed, PollSteps::keepToItself);
    }

    /** Fetches one period and keeps it without delivering it. */
    public List<Outcome> fetch(String feed, Period period) {
        return outcomes(feed, exchange -> {
            PollSteps.keepToItself(exchange);
            PollSteps.askFor(exchange, period);
        });
    }

    /** How the polls of the feed's series ended; none when the feed failed before or after, which has been logged. */
    private List<Outcome> outcomes(String feed, Consumer<Exchange> prepare) {
        Exchange exchange = run(feed, prepare);
        return exchange.isFailed()
                ? List.of()
                : PollSteps.polls(exchange).stream()
                        .map(Poll::outcome)
                        .flatMap(Optional::stream)
                        .toList();
    }

    private Exchange run(String feed, Consumer<Exchange> prepare) {
        Route route = context.getRoute(feed);
        if (route == null) {
            throw new IllegalStateException("feed " + feed + " is not loaded now");
        }
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFromRouteId(feed);
        exchange.setProperty(HERE, true);
        prepare.accept(exchange);
        try {
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange;
    }
}
