package io.rankwire.route.digest;

import io.rankwire.delivery.Digests;
import io.rankwire.kamelet.KameletUse;
import io.rankwire.schedule.Schedule;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The digests that are loaded, for firing them by hand and for those that were missed. */
public final class DigestRoutes {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.digest");

    private final ModelCamelContext context;
    private final GatherDigest gathering;
    private final Digests digests;
    private final Clock clock;

    public DigestRoutes(CamelContext context, GatherDigest gathering, Digests digests, Clock clock) {
        this.context = (ModelCamelContext) context;
        this.gathering = gathering;
        this.digests = digests;
        this.clock = clock;
    }

    /** The names of all of them. */
    public List<String> names() {
        return context.getRouteDefinitions().stream()
                .filter(route -> route.getRouteTemplateContext() == null)
                .filter(route -> use(route).isPresent())
                .map(OptionalIdentifiedDefinition::getId)
                .toList();
    }

    /** Whether the route of that name gathers a digest. */
    public boolean isDigest(String name) {
        return use(name).isPresent();
    }

    private Optional<KameletUse> use(String name) {
        return Optional.ofNullable(context.getRouteDefinition(name)).flatMap(this::use);
    }

    private Optional<KameletUse> use(RouteDefinition route) {
        return KameletUse.of(context, route)
                .filter(use -> use.kamelet().equals(DigestPlan.KAMELET))
                .findFirst();
    }

    /**
     * What a digest asks for; empty when there is none of that name.
     *
     * @throws OperatorMistake naming the parameter that is wrong
     */
    public Optional<DigestPlan> plan(String name) {
        return use(name).map(use -> DigestPlan.of(use.options(name)));
    }

    /** The digest as it would be published now. */
    public GatherDigest.Gathered gather(DigestPlan plan) {
        return gathering.gather(plan, clock.instant());
    }

    /** Publishes a digest for now; false when it failed, which has been logged. */
    public boolean fire(String name) throws Exception {
        return fire(name, clock.instant());
    }

    /** Publishes a digest for a moment at which it was due; false when it failed, which has been logged. */
    public boolean fire(String name, Instant dueAt) throws Exception {
        Route route = context.getRoute(name);
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFromRouteId(name);
        GatherDigest.dueAt(exchange, dueAt);
        route.getProcessor().process(exchange);
        return !exchange.isFailed();
    }

    /** Publishes what started digests missed; see {@link #catchUp(String)}. */
    public void catchUpStarted() throws Exception {
        for (String name : names()) {
            if (context.getRouteController().getRouteStatus(name).isStarted()) {
                catchUp(name);
            }
        }
    }

    /**
     * Publishes a digest that was due while nothing ran, once, for the newest of the moments that were missed. It waits
     * until there is news to tell: after a downtime the feeds fetch first. False when it failed, or says what cannot be
     * read, which has been logged: the others go on.
     */
    public boolean catchUp(String name) throws Exception {
        try {
            return catchUpMissed(name);
        } catch (OperatorMistake e) {
            LOG.error("digest={} cannot be looked at: {}", name, e.getMessage());
            return false;
        }
    }

    private boolean catchUpMissed(String name) throws Exception {
        Optional<Instant> missed =
                schedule(name).flatMap(schedule -> schedule.latest(digests.doneUntil(name), clock.instant()));
        if (missed.isEmpty()
                || gathering
                        .gather(plan(name).orElseThrow(), missed.get())
                        .digest()
                        .news()
                        .isEmpty()) {
            return true;
        }
        LOG.info("digest={} was due at {} and missed; it is made up for now", name, missed.get());
        return fire(name, missed.get());
    }

    /** When it is due; empty for one that is not started by the clock. */
    Optional<Schedule> schedule(String name) {
        Route route = context.getRoute(name);
        if (route == null || !(route.getEndpoint() instanceof QuartzEndpoint quartz) || quartz.getCron() == null) {
            return Optional.empty();
        }
        Object zone = quartz.getTriggerParameters() == null
                ? null
                : quartz.getTriggerParameters().get("timeZone");
        return Optional.of(Schedule.parse(quartz.getCron(), zone == null ? null : zone.toString()));
    }
}
