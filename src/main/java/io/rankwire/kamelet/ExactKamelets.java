package io.rankwire.kamelet;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.Kamelet;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;

/**
 * Camel's kamelets, with the parameters that the file says: neither read as part of an address, nor set by environment
 * variables ({@code CAMEL_KAMELET_…}) or settings ({@code camel.kamelet.…}) that no file names.
 */
public final class ExactKamelets extends KameletComponent {
    /** What Camel itself sets for a kamelet. */
    private static final Set<String> OF_CAMEL = Set.of(
            Kamelet.PARAM_TEMPLATE_ID,
            Kamelet.PARAM_ROUTE_ID,
            Kamelet.PARAM_UUID,
            Kamelet.NO_ERROR_HANDLER,
            Kamelet.BRIDGE_ERROR_HANDLER);

    /** Puts them in the place of Camel's own, in addresses and in files. */
    public static void install(CamelContext context) {
        context.addComponent(Kamelet.SCHEME, new ExactKamelets());
        WrittenSteps.install(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Object exact = parameters.remove(WrittenEndpoint.PARAMETERS);
        KameletEndpoint endpoint = (KameletEndpoint) super.createEndpoint(uri, remaining, parameters);
        if (endpoint.getKameletProperties().isEmpty()) {
            // The way in or out of a kamelet.
            return endpoint;
        }
        Map<String, Object> all = new HashMap<>(parameters);
        if (exact instanceof Map<?, ?> given) {
            given.forEach((name, value) -> all.put((String) name, value));
        }
        OF_CAMEL.forEach(name -> all.put(name, endpoint.getKameletProperties().get(name)));
        endpoint.setKameletProperties(all);
        return endpoint;
    }
}
