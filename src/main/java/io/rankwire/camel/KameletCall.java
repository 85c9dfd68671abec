package io.rankwire.camel;

import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
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
        Map<String, Object> template = definition.getTemplateParameters();
        return new KameletCall(
                String.valueOf(template.get("templateId")), String.valueOf(template.get("parentRouteId")), parameters);
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
}
