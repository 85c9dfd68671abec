package io.rankwire.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The field names and JSON types of an answer, whatever its values. */
public final class Shape {
    private Shape() {}

    /** Path to type; every item of an array is at the same path. */
    public static Map<String, String> of(JsonNode node) {
        Map<String, String> shape = new TreeMap<>();
        walk("", node, shape);
        return shape;
    }

    private static void walk(String path, JsonNode node, Map<String, String> shape) {
        shape.put(path, node.getNodeType().name());
        node.properties().forEach(field -> walk(path + "/" + field.getKey(), field.getValue(), shape));
        if (node.isArray()) {
            node.forEach(item -> walk(path + "/*", item, shape));
        }
    }
}
