package io.rankwire.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Camel's schema of its YAML DSL, made straight: where Camel offers alternatives (a step is a text or an object, an
 * expression is one of thirty languages), it says them all in one place, so that a mistake is told once, where it is,
 * and an editor offers what fits. Everywhere a placeholder may stand for a number or a truth value.
 */
public final class CamelSchema {
    private static final String FILE = "/schema/camelYamlDsl.json";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String TYPE = "type";
    private static final String[] ALTERNATIVES = {"oneOf", "anyOf"};

    private CamelSchema() {}

    /** The schema of a whole file, draft 7. */
    public static ObjectNode read() {
        try (InputStream file = CamelSchema.class.getResourceAsStream(FILE)) {
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(file);
            schema.put("$schema", "http://json-schema.org/draft-07/schema#");
            ObjectNode item = (ObjectNode) schema.get("items");
            item.put(TYPE, "object");
            ObjectNode definitions = (ObjectNode) item.get("definitions");
            for (String name : definitions.properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .toList()) {
                straighten((ObjectNode) definitions.get(name), definitions);
            }
            definitions.forEach(definition -> loosen((ObjectNode) definition));
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException("Camel's schema cannot be read", e);
        }
    }

    /** Lifts the properties of all alternatives into the definition itself. */
    private static void straighten(ObjectNode definition, ObjectNode definitions) {
        boolean alsoText = false;
        for (String word : ALTERNATIVES) {
            JsonNode alternatives = definition.remove(word);
            if (alternatives != null) {
                alsoText |= lift(alternatives, definition, definitions);
            }
        }
        if (alsoText) {
            definition.set(TYPE, definition.arrayNode().add("object").add("string"));
        }
    }

    /** Whether one of them is a text. */
    private static boolean lift(JsonNode alternatives, ObjectNode definition, ObjectNode definitions) {
        boolean text = false;
        for (JsonNode alternative : alternatives) {
            text |= alternative.path(TYPE).asText().equals("string");
            JsonNode branch = alternative.has("$ref") ? referred(alternative, definitions) : alternative;
            for (String word : ALTERNATIVES) {
                if (branch.has(word)) {
                    text |= lift(branch.get(word), definition, definitions);
                }
            }
            // "additionalProperties: false" marks the object itself; others only name one more property each.
            if (branch.has("additionalProperties")) {
                definition.put("additionalProperties", false);
                if (branch.has(REQUIRED)) {
                    definition.set(REQUIRED, branch.get(REQUIRED));
                }
            }
            branch.path(PROPERTIES)
                    .properties()
                    .forEach(property -> add(definition, property.getKey(), property.getValue()));
        }
        return text;
    }

    private static JsonNode referred(JsonNode reference, ObjectNode definitions) {
        String path = reference.get("$ref").asText();
        return definitions.path(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void add(ObjectNode definition, String name, JsonNode property) {
        ObjectNode properties = definition.withObject("/" + PROPERTIES);
        if (properties.path(name).isEmpty()) {
            properties.set(name, property.deepCopy());
        }
    }

    /** YAML takes 5 for a number and "5" for a text; Camel takes both for both, and a placeholder too. */
    private static void loosen(ObjectNode definition) {
        if (definition.path(TYPE).asText().equals("object")
                && definition.path(REQUIRED).isEmpty()) {
            definition.set(TYPE, definition.arrayNode().add("object").add("null"));
        }
        definition.remove("deprecated");
        if (definition.path(TYPE).asText().equals("array")) {
            // It says something of objects alone.
            definition.remove("additionalProperties");
        }
        definition.path(PROPERTIES).forEach(property -> {
            if (property instanceof ObjectNode object) {
                object.remove("deprecated");
                // Camel's own word, which strict validators refuse as a format that JSON Schema does not know.
                object.remove("format");
                loosenValue(object);
            }
        });
    }

    private static void loosenValue(ObjectNode property) {
        ArrayNode types = property.arrayNode();
        switch (property.path(TYPE).asText()) {
            case "string" ->
                property.set(TYPE, types.add("string").add("number").add("boolean"));
            case "number", "integer" -> {
                property.set(TYPE, types.add("number").add("string"));
                property.put("pattern", "^\\s*-?[0-9]+(\\.[0-9]+)?\\s*$|\\{\\{");
            }
            case "boolean" -> {
                property.set(TYPE, types.add("boolean").add("string"));
                property.put("pattern", "^(true|false)$|\\{\\{");
            }
            default -> {
                // Objects and lists are what they are.
            }
        }
    }
}
