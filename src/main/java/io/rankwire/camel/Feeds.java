package io.rankwire.camel;

import io.rankwire.feed.Feed;
import io.rankwire.vendor.Source;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;

/** What the feeds that are loaded ask for, read from their routes. */
public final class Feeds {
    private static final String KAMELET = "kamelet:";

    private final CamelContext context;
    private final Sources sources;
    private final Settings settings;

    public Feeds(CamelContext context, Sources sources, Settings settings) {
        this.context = context;
        this.sources = sources;
        this.settings = settings;
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
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public Optional<Asked> find(RouteDefinition route) {
        Collection<ToDefinition> calls =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
        return calls.stream()
                .map(ToDefinition::getEndpointUri)
                .filter(uri -> uri.startsWith(KAMELET))
                .flatMap(uri -> asked(route.getRouteId(), uri).stream())
                .findFirst();
    }

    /** What the loaded route of that name asks for; empty when it uses no source kamelet. */
    public Optional<Asked> find(String routeId) {
        return find(((ModelCamelContext) context).getRouteDefinition(routeId));
    }

    private Optional<Asked> asked(String routeId, String uri) {
        String resolved = context.resolvePropertyPlaceholders(uri);
        String name = resolved.substring(KAMELET.length()).replaceAll("[?/].*", "");
        return sources.find(name).map(source -> {
            Map<String, String> given = parameters(resolved);
            source.refuseUnknown(given.keySet());
            return new Asked(source, source.feeds(routeId, given, settings.zone()), source.warnings(given));
        });
    }

    private static Map<String, String> parameters(String uri) {
        int query = uri.indexOf('?');
        Map<String, String> parameters = new TreeMap<>();
        if (query >= 0) {
            try {
                URISupport.parseQuery(uri.substring(query + 1), false)
                        .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("the parameters of " + uri + " cannot be read", e);
            }
        }
        return parameters;
    }
}
