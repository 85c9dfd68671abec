package io.rankwire.kamelet;

import io.rankwire.feed.Feed;
import io.rankwire.settings.Settings;
import io.rankwire.source.Source;
import io.rankwire.text.OperatorMistake;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** What the feeds that are loaded ask for, read from their routes. */
public final class Feeds {
    private final CamelContext context;
    private final Sources sources;
    private final Settings settings;

    public Feeds(CamelContext context, Sources sources, Settings settings) {
        this.context = context;
        this.sources = sources;
        this.settings = settings;
    }

    public CamelContext context() {
        return context;
    }

    public Sources sources() {
        return sources;
    }

    /**
     * What a route asks for.
     *
     * @param source whom it asks
     * @param feeds one a series
     * @param warnings what is not as it was written
     */
    public record Asked(Source source, List<Feed> feeds, List<String> warnings) {}

    /**
     * What a route asks for; empty when it uses no source kamelet.
     *
     * @throws OperatorMistake naming the parameter that is wrong
     */
    public Optional<Asked> find(RouteDefinition route) {
        return KameletUse.of(context, route)
                .flatMap(use -> asked(route.getRouteId(), use).stream())
                .findFirst();
    }

    /** What the loaded route of that name asks for; empty when there is none or it uses no source kamelet. */
    public Optional<Asked> find(String routeId) {
        return Optional.ofNullable(((ModelCamelContext) context).getRouteDefinition(routeId))
                .flatMap(this::find);
    }

    private Optional<Asked> asked(String routeId, KameletUse use) {
        return sources.find(use.kamelet()).map(source -> {
            source.refuseUnknown(use.parameters().keySet());
            return new Asked(
                    source,
                    source.feeds(routeId, use.parameters(), settings.zone()),
                    source.warnings(use.parameters()));
        });
    }
}
