package io.rankwire.camel;

import io.rankwire.feed.CommaList;
import io.rankwire.text.OperatorMistake;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;

/**
 * A kamelet that a route uses, as its operator wrote it.
 *
 * @param kamelet the kamelet's name
 * @param parameters what the route sets, property placeholders resolved; not the definition's defaults
 */
record KameletUse(String kamelet, Map<String, String> parameters) {
    private static final String KAMELET = "kamelet:";

    KameletUse {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The sinks that it publishes to; none where it does anything else. */
    List<String> sinks() {
        return kamelet.equals("publish") ? CommaList.parse(parameters.getOrDefault("sinks", "")) : List.of();
    }

    /** The kamelets that a route uses, in order. */
    static Stream<KameletUse> of(CamelContext context, RouteDefinition route) {
        Collection<ToDefinition> calls =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
        return calls.stream()
                .map(ToDefinition::getEndpointUri)
                .filter(uri -> uri.startsWith(KAMELET))
                .map(uri -> Settings.resolve(context, uri))
                .map(KameletUse::of);
    }

    /** What an endpoint's address, {@code kamelet:export?format=csv}, says. */
    static KameletUse of(String uri) {
        return new KameletUse(uri.substring(KAMELET.length()).replaceAll("[?/].*", ""), parameters(uri));
    }

    private static Map<String, String> parameters(String uri) {
        int query = uri.indexOf('?');
        Map<String, String> parameters = new TreeMap<>();
        if (query >= 0) {
            try {
                URISupport.parseQuery(uri.substring(query + 1), false)
                        .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
            } catch (URISyntaxException e) {
                throw new OperatorMistake("the parameters of " + uri + " cannot be read", e);
            }
        }
        return parameters;
    }
}
