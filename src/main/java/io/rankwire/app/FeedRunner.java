package io.rankwire.app;

import io.rankwire.camel.PollSteps;
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
final class FeedRunner {
    private final CamelContext context;

    FeedRunner(CamelContext context) {
        this.context = context;
    }

    /** Polls a feed and publishes what it fetches; see {@link #poll(String, Consumer)}. */
    List<Outcome> poll(String feed) throws Exception {
        return poll(feed, exchange -> {});
    }

    /** Fetches what is the latest now and keeps it without delivering it. */
    List<Outcome> fetch(String feed) throws Exception {
        return poll(feed, PollSteps::keepToItself);
    }

    /** Fetches one period and keeps it without delivering it. */
    List<Outcome> fetch(String feed, Period period) throws Exception {
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
        prepare.accept(exchange);
        route.getProcessor().process(exchange);
        return exchange.isFailed() ? List.of() : PollSteps.outcomes(exchange);
    }
}
