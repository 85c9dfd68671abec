package io.rankwire.camel;

import io.rankwire.feed.Feed;
import io.rankwire.vendor.Source;
import java.net.URISyntaxException;
import java.util.Collection;
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

    /** A feed and the source that it polls. */
    public record Asked(Feed feed, Source source) {}

    /**
     * What a route asks for; empty when it uses no source kamelet.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public Optional<Asked> find(String routeId) {
        RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(routeId);
        Collection<ToDefinition> calls =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
        return calls.stream()
                .map(ToDefinition::getEndpointUri)
                .filter(uri -> uri.startsWith(KAMELET))
                .flatMap(uri -> asked(routeId, uri).stream())
                .findFirst();
    }

    private Optional<Asked> asked(String routeId, String uri) {
        String resolved = context.resolvePropertyPlaceholders(uri);
        String name = resolved.substring(KAMELET.length()).replaceAll("[?/].*", "");
        return sources.find(name)
                .map(source -> new Asked(source.feed(routeId, parameters(resolved), settings.zone()), source));
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
