package io.rankwire.operator.plan;

import java.util.Map;
import java.util.TreeMap;

/**
 * A step that takes what a sink made somewhere.
 *
 * @param sink the sink's name
 * @param kamelet the transport
 * @param parameters what it is set up with, placeholders resolved, the definition's defaults among them
 */
public record Transport(String sink, String kamelet, Map<String, String> parameters) {
    public Transport {
        parameters = new TreeMap<>(parameters);
    }
}
