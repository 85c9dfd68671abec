package io.rankwire.kamelet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schema of {@code endpoint} blocks, by which they are checked, and with which editors complete kamelet files. */
public final class EndpointSchema {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EndpointSchema() {}

    /** The schema of an {@code endpoint} block, draft 7. */
    public static ObjectNode read() {
        try (InputStream file = EndpointSchema.class.getResourceAsStream("endpoint.schema.json")) {
            return (ObjectNode) MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of endpoint blocks cannot be read", e);
        }
    }

    /** The schema of a kamelet file, as the text of a file. */
    public static String ofFiles() {
        ObjectNode endpoint = read();
        ObjectNode schema = MAPPER.createObjectNode();
        schema.set("$schema", endpoint.remove("$schema"));
        schema.put("title", "Rankwire kamelet");
        schema.put("$comment", "Made by `rankwire schema`. Do not edit.");
        schema.set("definitions", endpoint.remove("definitions"));
        ObjectNode spec = object(schema, List.of("apiVersion", "kind", "metadata", "spec"));
        ObjectNode inner = object(spec.putObject("spec"), List.of("definition", "template"));
        inner.set("endpoint", endpoint);
        object(inner.putObject("definition"), List.of("title", "properties"))
                .putObject("properties")
                .put("type", "object")
                .set("additionalProperties", parameter());
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema can always be written", e);
        }
    }

    /** Makes a schema that of an object with these keys; its properties, to be added to. */
    private static ObjectNode object(ObjectNode schema, List<String> required) {
        schema.put("type", "object");
        required.forEach(schema.putArray("required")::add);
        return schema.putObject("properties");
    }

    private static ObjectNode parameter() {
        ObjectNode parameter = MAPPER.createObjectNode();
        ObjectNode properties = object(parameter, List.of("title", "description"));
        for (String text : List.of("title", "description", "pattern", "format")) {
            properties.putObject(text).put("type", "string");
        }
        List.of("string", "integer", "number", "boolean")
                .forEach(properties.putObject("type").put("type", "string").putArray("enum")::add);
        properties.putObject("enum").put("type", "array");
        properties.putObject("minimum").put("type", "number");
        properties.putObject("maximum").put("type", "number");
        properties.putObject("x-many").put("type", "boolean");
        return parameter;
    }
}
