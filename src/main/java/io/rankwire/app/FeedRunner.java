package io.rankwire.app;

import io.rankwire.camel.PollSteps;
import io.rankwire.ranking.Outcome;
import java.util.Optional;
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

    /**
     * Polls a feed.
     *
     * @param publish false to keep what is fetched without delivering it
     * @return how the poll ended; empty when the feed failed before or after it, which has been logged
     */
    Optional<Outcome> poll(String feed, boolean publish) throws Exception {
        Route route = context.getRoute(feed);
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFromRouteId(feed);
        if (!publish) {
            PollSteps.keepToItself(exchange);
        }
        route.getProcessor().process(exchange);
        return exchange.isFailed() ? Optional.empty() : PollSteps.outcome(exchange);
    }
}
