package io.rankwire.camel;

import io.rankwire.ranking.Outcome;
import io.rankwire.ranking.Poll;
import io.rankwire.ranking.Snapshot;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends every poll of a feed: a ranking that nobody published is sealed too, the series is let go, a line is logged. */
public final class FeedPolicy extends RoutePolicySupport implements RoutePolicyFactory {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camelContext, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Poll poll = PollSteps.poll(exchange);
        // A kamelet's own route sees the same exchange properties; the poll ends with the feed that began it.
        if (poll != null && poll.feed().name().equals(route.getRouteId())) {
            try (poll) {
                if (exchange.isFailed()) {
                    LOG.error("feed={} failed: {}", route.getRouteId(), Reason.of(exchange.getException()));
                    LOG.debug("feed={}", route.getRouteId(), exchange.getException());
                } else {
                    finish(poll);
                }
            }
        } else if (poll == null && exchange.isFailed() && isOutermost(route, exchange)) {
            LOG.error("route={} failed: {}", route.getRouteId(), Reason.of(exchange.getException()));
            LOG.debug("route={}", route.getRouteId(), exchange.getException());
        }
    }

    private static boolean isOutermost(Route route, Exchange exchange) {
        return route.getRouteId().equals(exchange.getFromRouteId())
                && exchange.getProperty(Dispatcher.SHIPMENT) == null
                && !route.isCreatedByKamelet();
    }

    private static void finish(Poll poll) {
        boolean fetched = poll.progress().pages() > 0;
        if (poll.outcome().orElseThrow() instanceof Outcome.Fetched) {
            poll.seal((handle, snapshot) -> {});
        }
        Outcome outcome = poll.outcome().orElseThrow();
        if (outcome instanceof Outcome.Known known) {
            log(poll, known.snapshot(), fetched);
        } else if (outcome instanceof Outcome.Pending pending) {
            LOG.info(
                    "feed={} period={} status=pending: not published yet",
                    poll.feed().name(),
                    pending.newest());
        } else if (outcome instanceof Outcome.PutDown down) {
            LOG.warn(
                    "feed={} period={} status=failed pages={} requests={}: {}; goes on after {}",
                    poll.feed().name(),
                    down.period(),
                    poll.progress().pages(),
                    poll.progress().requests(),
                    down.reason(),
                    down.resumeAt());
        } else {
            LOG.info("feed={} is being polled already", poll.feed().name());
        }
    }

    private static void log(Poll poll, Snapshot snapshot, boolean fetched) {
        if (!fetched) {
            LOG.debug("feed={} period={} is there already", poll.feed().name(), snapshot.period());
            return;
        }
        LOG.info(
                "feed={} period={} status={} pages={} rows={} requests={} credits={}",
                poll.feed().name(),
                snapshot.period(),
                snapshot.state().status().word(),
                poll.progress().pages(),
                snapshot.extent().rows(),
                snapshot.extent().requests(),
                snapshot.extent().credits());
    }
}
