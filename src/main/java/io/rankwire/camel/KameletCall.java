package io.rankwire.camel;

import io.rankwire.feed.Durations;
import io.rankwire.text.OperatorMistake;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.ExchangeHelper;

/**
 * The use of a kamelet that an exchange is in.
 *
 * @param kamelet the kamelet's name
 * @param caller the route that uses it
 * @param parameters what that route set, and the definition's defaults
 */
record KameletCall(String kamelet, String caller, Map<String, String> parameters) {

    /**
     * The call that a step of a kamelet serves.
     *
     * @throws IllegalStateException outside a kamelet
     */
    static KameletCall of(Exchange exchange) {
        Route route = ExchangeHelper.getRoute(exchange);
        if (route == null
                || !(route.getRoute() instanceof RouteDefinition definition)
                || definition.getRouteTemplateContext() == null) {
            throw new IllegalStateException("this step works inside a kamelet only");
        }
        Map<String, String> parameters = new TreeMap<>();
        // Not getTemplateParameters(): environment variables find their way into those.
        definition.getRouteTemplateContext().getParameters().forEach((name, value) -> {
            if (value != null) {
                parameters.put(name, value.toString());
            }
        });
        return new KameletCall(
                parameter(definition, "templateId"), caller(exchange.getContext(), definition), parameters);
    }

    /** The operator's own route: in a chain of kamelets Camel takes each for the parent of the next. */
    private static String caller(CamelContext context, RouteDefinition kamelet) {
        String parent = parameter(kamelet, "parentRouteId");
        RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(parent);
        return route == null || route.getRouteTemplateContext() == null ? parent : caller(context, route);
    }

    private static String parameter(RouteDefinition kamelet, String name) {
        return String.valueOf(kamelet.getTemplateParameters().get(name));
    }

    /**
     * A parameter that must be set.
     *
     * @throws OperatorMistake naming route, kamelet and parameter
     */
    String required(String name) {
        String value = parameters.get(name);
        if (value == null || value.isBlank()) {
            throw new OperatorMistake(caller + ": " + kamelet + " needs the parameter " + name);
        }
        return value;
    }

    String get(String name, String otherwise) {
        String value = parameters.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /**
     * A parameter that is a duration such as {@code 30s}, {@code 5m} or {@code 1d}.
     *
     * @throws OperatorMistake naming route and parameter, when it is not one, or none at all
     */
    Duration duration(String name, Duration otherwise) {
        String value = get(name, null);
        if (value == null) {
            return otherwise;
        }
        Duration duration = Durations.parse(caller + ": " + name, value);
        if (duration.isZero()) {
            throw new OperatorMistake(caller + ": " + name + " is '" + value + "'; it must be longer than none");
        }
        return duration;
    }
}
