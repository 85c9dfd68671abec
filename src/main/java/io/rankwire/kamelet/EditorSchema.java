package io.rankwire.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rankwire.source.Parameter;
import io.rankwire.text.Durations;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The JSON Schema by which an editor completes and marks route files while they are typed: Camel's, in which a step that
 * names a kamelet has that kamelet's parameters and no others.
 */
public final class EditorSchema {
    private static final List<String> CALLS = List.of(
            "org.apache.camel.model.ToDefinition",
            "org.apache.camel.model.ToDynamicDefinition",
            "org.apache.camel.model.WireTapDefinition");
    private static final String PLACEHOLDER = "\\{\\{";

    private EditorSchema() {}

    /** The schema for files that may use these kamelets, as the text of a file. */
    public static String of(Collection<Kamelet> kamelets) {
        ObjectNode schema = CamelSchema.read();
        schema.put("title", "Rankwire routes");
        schema.put("$comment", "Made by `rankwire schema` from Camel's YAML DSL and the kamelets. Do not edit.");
        ObjectNode definitions = (ObjectNode) schema.at("/items/definitions");
        kamelets.forEach(kamelet -> definitions.set(name(kamelet), parameters(kamelet)));
        for (String call : CALLS) {
            complete((ObjectNode) definitions.get(call), kamelets);
        }
        return text(schema);
    }

    private static String name(Kamelet kamelet) {
        return "kamelet." + kamelet.name();
    }

    private static void complete(ObjectNode call, Collection<Kamelet> kamelets) {
        ObjectNode uri = (ObjectNode) call.at("/properties/uri");
        ArrayNode examples = uri.putArray("examples");
        ArrayNode choices = uri.putArray("anyOf");
        ArrayNode names = choices.addObject().putArray("enum");
        choices.addObject().put("type", "string");
        ArrayNode rules = call.putArray("allOf");
        for (Kamelet kamelet : kamelets) {
            String address = "kamelet:" + kamelet.name();
            names.add(address);
            examples.add(address);
            ObjectNode rule = rules.addObject();
            rule.withObject("/if").put("type", "object").putArray("required").add("uri");
            rule.withObject("/if/properties/uri").put("const", address);
            rule.withObject("/then/properties/parameters").put("$ref", "#/items/definitions/" + name(kamelet));
            if (!kamelet.required().isEmpty()) {
                rule.withObject("/then").putArray("required").add("uri").add("parameters");
            }
        }
    }

    private static ObjectNode parameters(Kamelet kamelet) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        schema.put("title", kamelet.about().title());
        schema.put("description", kamelet.about().description());
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        kamelet.parameters().forEach((name, parameter) -> properties.set(name, parameter(parameter)));
        if (!kamelet.required().isEmpty()) {
            ArrayNode required = schema.putArray("required");
            kamelet.required().forEach(required::add);
        }
        return schema;
    }

    /** A value, or a placeholder that stands for one. */
    private static ObjectNode parameter(Parameter parameter) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("title", parameter.title());
        schema.put("description", parameter.description());
        if (parameter.fallback() != null) {
            schema.put("default", parameter.fallback());
        }
        ArrayNode choices = schema.putArray("anyOf");
        choices.add(value(parameter));
        choices.addObject().put("type", "string").put("pattern", PLACEHOLDER);
        if (parameter.many()) {
            choices.addObject().put("type", "string").put("pattern", ",");
        }
        return schema;
    }

    private static ObjectNode value(Parameter parameter) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        boolean whole = parameter.type().equals("integer");
        if (!parameter.allowed().isEmpty()) {
            ArrayNode allowed = value.putArray("enum");
            parameter.allowed().forEach(word -> {
                if (whole) {
                    allowed.add(Long.parseLong(word));
                } else {
                    allowed.add(word);
                }
            });
            return value;
        }
        // YAML takes a text of digits for a number.
        if (parameter.type().equals("string")) {
            value.putArray("type").add("string").add("number");
        } else {
            value.put("type", parameter.type());
        }
        if (parameter.minimum() != null) {
            value.put("minimum", parameter.minimum());
        }
        if (parameter.maximum() != null) {
            value.put("maximum", parameter.maximum());
        }
        if (parameter.pattern() != null) {
            value.put("pattern", "^(" + parameter.pattern() + ")$");
        } else if (Parameter.DURATION.equals(parameter.format())) {
            value.put("pattern", "^(" + Durations.PATTERN + ")$");
        }
        return value;
    }

    /** One line a definition, so that a change shows where it is. */
    private static String text(ObjectNode schema) {
        JsonNode definitions = ((ObjectNode) schema.get("items")).remove("definitions");
        String head = schema.toString();
        int items = head.indexOf("\"items\":{") + "\"items\":{".length();
        String lines = definitions.properties().stream()
                .map(entry -> TextNode.valueOf(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",\n"));
        return head.substring(0, items) + "\n\"definitions\":{\n" + lines + "\n},\n" + head.substring(items) + "\n";
    }
}
