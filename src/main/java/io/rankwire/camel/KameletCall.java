package io.rankwire.camel;

import io.rankwire.delivery.Shipment;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.TimeUtils;

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
        Map<String, Object> template = definition.getTemplateParameters();
        // In a chain of kamelets Camel takes each for the parent of the next.
        Shipment shipment = exchange.getProperty(Dispatcher.SHIPMENT, Shipment.class);
        return new KameletCall(
                String.valueOf(template.get("templateId")),
                shipment != null ? shipment.delivery().sink() : String.valueOf(template.get("parentRouteId")),
                parameters);
    }

    /**
     * A parameter that must be set.
     *
     * @throws IllegalArgumentException naming route, kamelet and parameter
     */
    String required(String name) {
        String value = parameters.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(caller + ": " + kamelet + " needs the parameter " + name);
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
     * @throws IllegalArgumentException naming route and parameter, when it is not one, or none at all
     */
    Duration duration(String name, Duration otherwise) {
        String value = get(name, null);
        if (value == null) {
            return otherwise;
        }
        if (!value.strip().matches("\\d{1,6}\\s*(ms|s|m|h|d)") || value.strip().matches("0+\\D.*")) {
            throw new IllegalArgumentException(caller + ": " + name + " is '" + value
                    + "'; it must be a number and its unit, as in 30s, 5m, 12h or 1d");
        }
        return Duration.ofMillis(TimeUtils.toMilliSeconds(value.strip().replaceAll("\\s", "")));
    }
}
