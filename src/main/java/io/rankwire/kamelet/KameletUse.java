package io.rankwire.kamelet;

import io.rankwire.source.Options;
import io.rankwire.text.CommaList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * A kamelet that a route uses, as its operator wrote it.
 *
 * @param kamelet the kamelet's name
 * @param parameters what the route sets, property placeholders resolved; not the definition's defaults
 */
public record KameletUse(String kamelet, Map<String, String> parameters) {
    public KameletUse {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The same, read as the definition of the shipped kamelet says. */
    public Options options(String route) {
        return Shipped.kamelet(kamelet).options(route, parameters);
    }

    /** The sinks that it publishes to; none where it does anything else. */
    public List<String> sinks() {
        return kamelet.equals("publish") ? CommaList.parse(parameters.getOrDefault("sinks", "")) : List.of();
    }

    /** The kamelets that a route uses, in order. */
    public static Stream<KameletUse> of(CamelContext context, RouteDefinition route) {
        Collection<ToDefinition> calls =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
        return calls.stream().flatMap(call -> of(context, call).stream());
    }

    /** The kamelet that a step uses; empty when it names another endpoint. */
    public static Optional<KameletUse> of(CamelContext context, ToDefinition call) {
        return call.getEndpointProducerBuilder() instanceof WrittenEndpoint written && written.isKamelet()
                ? Optional.of(new KameletUse(written.kamelet(), written.values(context)))
                : Optional.empty();
    }
}
