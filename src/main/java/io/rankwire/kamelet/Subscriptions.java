package io.rankwire.kamelet;

import io.rankwire.delivery.Event;
import io.rankwire.source.Options;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/**
 * Which events a sink hears of: those that its webhook names, all of them unless it names some. A sink without a webhook,
 * or with something else beside it, carries rankings and nothing else.
 */
public final class Subscriptions {
    private static final String WEBHOOK = "webhook";
    private static final Set<Event> RANKINGS = EnumSet.of(Event.PUBLISHED, Event.CORRECTED);
    private final CamelContext context;

    public Subscriptions(CamelContext context) {
        this.context = context;
    }

    public boolean hears(String sink, Event event) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        RouteDefinition route = model.getRouteDefinition(sink);
        // A sink that is not there yet may come, and then wants the rankings that it missed.
        return (route == null ? RANKINGS : events(route)).contains(event);
    }

    /** The events that a webhook names: all of them when it names none. */
    public static Set<Event> named(Options webhook) {
        Set<Event> named = EnumSet.noneOf(Event.class);
        webhook.list("events").forEach(word -> named.add(Event.parse(webhook.route() + ": events", word)));
        return named.isEmpty() ? EnumSet.allOf(Event.class) : named;
    }

    private Set<Event> events(RouteDefinition route) {
        List<KameletUse> uses = KameletUse.of(context, route).toList();
        List<KameletUse> webhooks =
                uses.stream().filter(use -> use.kamelet().equals(WEBHOOK)).toList();
        if (webhooks.isEmpty()) {
            return RANKINGS;
        }
        Set<Event> events = EnumSet.noneOf(Event.class);
        for (KameletUse webhook : webhooks) {
            events.addAll(named(webhook.options(route.getRouteId())));
        }
        // What makes or carries a document has nothing to do with a feed that stopped.
        if (uses.size() > webhooks.size()) {
            events.remove(Event.STOPPED);
        }
        return events;
    }
}
