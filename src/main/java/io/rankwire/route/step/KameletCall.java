package io.rankwire.route.step;

import io.rankwire.kamelet.Shipped;
import io.rankwire.source.Options;
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
public record KameletCall(String kamelet, String caller, Map<String, String> parameters) {

    /**
     * The call that an exchange is in.
     *
     * @throws IllegalStateException outside a kamelet
     */
    public static KameletCall of(Exchange exchange) {
        Route route = ExchangeHelper.getRoute(exchange);
        if (route == null
                || !(route.getRoute() instanceof RouteDefinition definition)
                || definition.getRouteTemplateContext() == null) {
            throw new IllegalStateException("this step works inside a kamelet only");
        }
        Map<String, String> parameters = new TreeMap<>();
        // Not getTemplateParameters(): those have each name in several spellings.
        definition.getRouteTemplateContext().getParameters().forEach((name, value) -> {
            if (value != null) {
                parameters.put(name, value.toString());
            }
        });
        return new KameletCall(
                parameter(definition, "templateId"), caller(exchange.getContext(), definition), parameters);
    }

    /**
     * What a step of a shipped kamelet was given, there or in an operator's own kamelet that uses the step.
     *
     * @param step the shipped kamelet, whose definition says how its parameters are read
     */
    public static Options options(Exchange exchange, String step) {
        KameletCall call = of(exchange);
        return new Options(call.caller, call.kamelet, Shipped.kamelet(step).parameters(), call.parameters);
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
}
