package io.rankwire.route.bus;

import io.rankwire.kamelet.Feeds;
import io.rankwire.route.polling.FeedPolicy;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** Turns the firing of a feed's timer into an item for one of the nodes. A feed that is begun in another way is polled where it is. */
final class FeedTimers extends RoutePolicySupport implements RoutePolicyFactory {
    private final Feeds feeds;
    private final Clock clock;
    private final Consumer<WorkItem> fired;

    FeedTimers(Feeds feeds, Clock clock, Consumer<WorkItem> fired) {
        this.feeds = feeds;
        this.clock = clock;
        this.fired = fired;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        if (!FeedPolicy.isOutermost(route, exchange) || FeedRunner.began(exchange)) {
            return;
        }
        item(route, exchange).filter(item -> isFeed(route)).ifPresent(item -> {
            fired.accept(item);
            exchange.setRouteStop(true);
        });
    }

    private boolean isFeed(Route route) {
        try {
            return feeds.find(route.getRouteId()).isPresent();
        } catch (OperatorMistake e) {
            // Polled here, it says what is wrong with it.
            return false;
        }
    }

    private Optional<WorkItem> item(Route route, Exchange exchange) {
        if (route.getEndpoint() instanceof TimerEndpoint timer) {
            // The timers of the nodes fire each at its own moment, and none to the millisecond.
            Duration spacing = Duration.ofMillis(Math.max(1, timer.getPeriod() * 9 / 10));
            return Optional.of(new WorkItem(route.getRouteId(), clock.instant(), spacing, 0));
        }
        if (route.getEndpoint() instanceof QuartzEndpoint) {
            Date due = exchange.getMessage().getHeader("scheduledFireTime", Date.class);
            Instant at = due == null ? clock.instant() : due.toInstant();
            return Optional.of(WorkItem.now(route.getRouteId(), at));
        }
        return Optional.empty();
    }
}
