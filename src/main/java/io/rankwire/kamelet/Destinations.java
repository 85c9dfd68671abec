package io.rankwire.kamelet;

import java.util.Collection;
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
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|token|password|passphrase|credential|key)$");

    private final ModelCamelContext context;

    public Destinations(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /**
     * A sink and what it does.
     *
     * @param steps one a step, without anything that may be a secret; empty when the sink is not loaded
     */
    public record Destination(String sink, List<String> steps) {
        public Destination {
            steps = List.copyOf(steps);
        }
    }

    /** Every sink that the loaded feed publishes to. */
    public List<Destination> of(String feed) {
        return steps(feed).stream()
                .flatMap(step -> KameletUse.of(context, step).stream())
                .flatMap(use -> use.sinks().stream())
                .map(sink -> new Destination(
                        sink, steps(sink).stream().map(this::words).toList()))
                .toList();
    }

    /** The loaded feeds that publish to the sink. */
    public List<String> feedsOf(String sink) {
        return context.getRouteDefinitions().stream()
                .filter(route -> route.getRouteTemplateContext() == null)
                .filter(route -> KameletUse.of(context, route)
                        .anyMatch(use -> use.sinks().contains(sink)))
                .map(RouteDefinition::getRouteId)
                .toList();
    }

    private Collection<ToDefinition> steps(String routeId) {
        RouteDefinition route = context.getRouteDefinition(routeId);
        return route == null
                ? List.of()
                : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
    }

    private String words(ToDefinition step) {
        // Addresses of other components are their own affair, and may be secrets as a whole.
        return KameletUse.of(context, step)
                .map(Destinations::words)
                .orElseGet(() -> step.getEndpointUri().replaceFirst(":.*", "") + ":…");
    }

    private static String words(KameletUse use) {
        String given = use.parameters().entrySet().stream()
                .filter(parameter -> !parameter.getValue().isBlank())
                .filter(parameter -> !SECRET.matcher(parameter.getKey()).matches())
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(" "));
        return (use.kamelet() + " " + given).strip();
    }
}
