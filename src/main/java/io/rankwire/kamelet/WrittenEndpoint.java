package io.rankwire.kamelet;

import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Sha256;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.util.URISupport;

/**
 * The endpoint that a step names, its parameters beside its address: Camel joins both to one text, and what is read out of
 * that again is another for every {@code &}, {@code %}, {@code +} and {@code RAW(…)}.
 *
 * @param address scheme and path
 * @param parameters as the file says, placeholders unresolved
 */
public record WrittenEndpoint(String address, Map<String, String> parameters) implements EndpointProducerBuilder {
    /** The option under which a kamelet's parameters are handed over. */
    static final String PARAMETERS = "rankwireParameters";

    private static final String KAMELET = "kamelet:";
    private static final String RAW = "RAW";

    public WrittenEndpoint {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** What an address with parameters of its own, {@code kamelet:export?format=csv}, says; {@code RAW(…)} may hold an &. */
    static WrittenEndpoint of(String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return new WrittenEndpoint(uri, Map.of());
        }
        try {
            Map<String, Object> parsed = URISupport.parseQuery(uri.substring(query + 1), true);
            URISupport.resolveRawParameterValues(parsed);
            Map<String, String> parameters = new TreeMap<>();
            parsed.forEach((name, value) -> parameters.put(name, String.valueOf(value)));
            return new WrittenEndpoint(uri.substring(0, query), parameters);
        } catch (URISyntaxException e) {
            throw new OperatorMistake("the parameters of " + uri + " cannot be read", e);
        }
    }

    boolean isKamelet() {
        return address.startsWith(KAMELET);
    }

    /** The kamelet's name. */
    public String kamelet() {
        return address.substring(KAMELET.length()).replaceFirst("^//", "").replaceFirst("/.*", "");
    }

    /** The same with a route of this name as the kamelet's own. */
    public WrittenEndpoint inRoute(String id) {
        return new WrittenEndpoint(address + "/" + id, parameters);
    }

    /** The parameters, placeholders resolved; without those that stand for nothing. */
    Map<String, String> values(CamelContext context) {
        Map<String, String> values = new TreeMap<>();
        parameters.forEach((name, text) -> {
            // Camel would take a text that begins with "Exchange." for a constant of its own.
            String value = text.contains("{{") ? Settings.resolve(context, text) : text;
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    @Override
    public Endpoint resolve(CamelContext context) {
        Map<String, String> values = values(context);
        // Camel knows endpoints by their addresses, and this option tells those apart that differ in parameters alone.
        String uri = address + "?hash=" + Sha256.hex(values.toString());
        return context.getEndpoint(uri, isKamelet() ? Map.of(PARAMETERS, values) : options(values));
    }

    /** {@code RAW(…)} that a placeholder stands for, and not the file's author wrote, is text like any other. */
    private Map<String, Object> options(Map<String, String> values) {
        Map<String, Object> options = new TreeMap<>(values);
        values.forEach((name, value) -> {
            if (value.startsWith(RAW) && !parameters.getOrDefault(name, "").startsWith(RAW)) {
                options.put(name, RAW + "(" + value + ")");
            }
        });
        return options;
    }

    @Override
    public <T extends Endpoint> T resolve(CamelContext context, Class<T> type) {
        return type.cast(resolve(context));
    }

    @Override
    public String getRawUri() {
        return address;
    }

    @Override
    public Expression expr(CamelContext context) {
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return resolve(context);
            }
        };
    }

    @Override
    public void doSetProperty(String name, Object value) {
        throw new UnsupportedOperationException("a step in a file is not changed");
    }

    @Override
    public void doSetMultiValueProperty(String name, String key, Object value) {
        doSetProperty(name, value);
    }

    @Override
    public void doSetMultiValueProperties(String name, String prefix, Map<String, Object> values) {
        doSetProperty(name, values);
    }
}
