package io.rankwire.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Where a feed's rankings go, in words. */
public final class Destinations {
    private static final String KAMELET = "kamelet:";
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|token|password|passphrase|credential|key)$");

    private final ModelCamelContext context;

    public Destinations(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /**
     * A sink and what it does.
     *
     * @param steps one a step, without anything that may be a secret; empty when there is no such sink
     */
    public record Destination(String sink, List<String> steps) {
        public Destination {
            steps = List.copyOf(steps);
        }
    }

    /** Every sink that the loaded feed publishes to. */
    public List<Destination> of(String feed) {
        return uris(feed).stream()
                .filter(uri -> uri.startsWith(KAMELET))
                .map(KameletUse::of)
                .flatMap(use -> use.sinks().stream())
                .map(sink -> new Destination(
                        sink, uris(sink).stream().map(Destinations::words).toList()))
                .toList();
    }

    /** The loaded feeds that publish to the sink. */
    List<String> feedsOf(String sink) {
        return context.getRouteDefinitions().stream()
                .filter(route -> route.getRouteTemplateContext() == null)
                .filter(route -> KameletUse.of(context, route)
                        .anyMatch(use -> use.sinks().contains(sink)))
                .map(RouteDefinition::getRouteId)
                .toList();
    }

    private List<String> uris(String routeId) {
        RouteDefinition route = context.getRouteDefinition(routeId);
        if (route == null) {
            return List.of();
        }
        List<String> uris = new ArrayList<>();
        for (ToDefinition to : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
            uris.add(Settings.resolve(context, to.getEndpointUri()).replace("://", ":"));
        }
        return uris;
    }

    private static String words(String uri) {
        if (!uri.startsWith(KAMELET)) {
            // Addresses of other components are their own affair, and may be secrets as a whole.
            return uri.substring(0, uri.indexOf(':') + 1) + "…";
        }
        KameletUse use = KameletUse.of(uri);
        String given = use.parameters().entrySet().stream()
                .filter(parameter -> !parameter.getValue().isBlank())
                .filter(parameter -> !SECRET.matcher(parameter.getKey()).matches())
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(" "));
        return (use.kamelet() + " " + given).strip();
    }
}
