package io.rankwire.camel;

import io.rankwire.feed.Period;
import io.rankwire.ranking.Outcome;
import java.util.List;
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

    /** Polls a feed and publishes what it fetches; see {@link #poll(String, Consumer)}. */
    public List<Outcome> poll(String feed) throws Exception {
        return poll(feed, exchange -> {});
    }

    /** Fetches what is the latest now and keeps it without delivering it. */
    public List<Outcome> fetch(String feed) throws Exception {
        return poll(feed, PollSteps::keepToItself);
    }

    /** Fetches one period and keeps it without delivering it. */
    public List<Outcome> fetch(String feed, Period period) throws Exception {
        return poll(feed, exchange -> {
            PollSteps.keepToItself(exchange);
            PollSteps.askFor(exchange, period);
        });
    }

    /** How the polls of the feed's series ended; none when the feed failed before or after, which has been logged. */
    private List<Outcome> poll(String feed, Consumer<Exchange> prepare) throws Exception {
        Route route = context.getRoute(feed);
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFromRouteId(feed);
        exchange.setProperty(HERE, true);
        prepare.accept(exchange);
        route.getProcessor().process(exchange);
        return exchange.isFailed() ? List.of() : PollSteps.outcomes(exchange);
    }
}
