package io.rankwire.route.step;

import io.rankwire.kamelet.Shipped;
import io.rankwire.source.Parameter;
import io.rankwire.text.CommaList;
import io.rankwire.text.Durations;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 * @param step the shipped kamelet whose step it is; another where an operator's own kamelet uses that step
 * @param caller the route that uses it
 * @param parameters what that route set, and the definition's defaults
 */
public record KameletCall(String kamelet, String step, String caller, Map<String, String> parameters) {

    /**
     * The call that a step of a kamelet serves.
     *
     * @param step the shipped kamelet that the step is of, and whose definition it goes by
     * @throws IllegalStateException outside a kamelet
     */
    public static KameletCall of(Exchange exchange, String step) {
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
                parameter(definition, "templateId"), step, caller(exchange.getContext(), definition), parameters);
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
    public String required(String name) {
        return text(name)
                .orElseThrow(() -> new OperatorMistake(caller + ": " + kamelet + " needs the parameter " + name));
    }

    /**
     * A parameter that is set, or else its default; empty when it has none.
     *
     * @throws OperatorMistake naming route and parameter, when it is not what the definition asks for
     */
    public Optional<String> text(String name) {
        Optional<String> value = value(name);
        value.ifPresent(text -> check(name, text));
        return value;
    }

    private void check(String name, String value) {
        Parameter declared = declared(name);
        try {
            (declared.many() ? CommaList.parse(value) : List.of(value)).forEach(one -> declared.check(name, one));
        } catch (OperatorMistake e) {
            throw new OperatorMistake(caller + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> value(String name) {
        String given = parameters.getOrDefault(name, "");
        return given.isBlank() ? Optional.ofNullable(declared(name).fallback()) : Optional.of(given);
    }

    /** A parameter of type boolean. */
    public boolean is(String name) {
        return text(name).orElseThrow(() -> noDefault(name)).strip().equals("true");
    }

    /** A parameter of type integer. */
    public int whole(String name) {
        return wholeIfAny(name).orElseThrow(() -> noDefault(name));
    }

    /** The same where the definition has no default. */
    public OptionalInt wholeIfAny(String name) {
        return text(name)
                .map(text -> OptionalInt.of(new BigDecimal(text.strip()).intValueExact()))
                .orElse(OptionalInt.empty());
    }

    /**
     * A parameter that is a duration such as {@code 30s}, {@code 5m} or {@code 1d}.
     *
     * @throws OperatorMistake naming route and parameter, when it is not one, or none at all
     */
    public Duration duration(String name) {
        String value = value(name).orElseThrow(() -> noDefault(name));
        Duration duration = Durations.parse(caller + ": " + name, value);
        if (duration.isZero()) {
            throw new OperatorMistake(caller + ": " + name + " is '" + value + "'; it must be longer than none");
        }
        return duration;
    }

    private Parameter declared(String name) {
        Parameter declared = Shipped.kamelet(step).parameters().get(name);
        if (declared == null) {
            throw new IllegalStateException(step + " has no parameter " + name);
        }
        return declared;
    }

    private IllegalStateException noDefault(String name) {
        return new IllegalStateException("the parameter " + name + " of " + step + " has no default");
    }
}
