package io.rankwire.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.rankwire.kamelet.CamelSchema;
import io.rankwire.kamelet.EndpointSchema;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.routefile.YamlText;
import io.rankwire.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Whether a file is built as Camel's YAML DSL says. Safe for many threads. */
final class Structure {
    private final JsonNode rules;
    private final Rule rule;
    private final Schema schema;

    private Structure(JsonNode rules, Rule rule) {
        this.rules = rules;
        this.rule = rule;
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(rules);
    }

    /** Of files with routes. */
    static Structure ofRoutes() {
        return new Structure(CamelSchema.read(), Rule.STRUCTURE);
    }

    /** Of the {@code endpoint} blocks of kamelets. */
    static Structure ofEndpoints() {
        return new Structure(EndpointSchema.read(), Rule.KAMELET);
    }

    void check(YamlText.Parsed file, Findings findings) {
        for (Error error : schema.validate(file.json())) {
            tell(error, path(error.getInstanceLocation()), file.root(), findings);
        }
    }

    /** The same for the route in a kamelet's template. */
    void checkFrom(YamlText.Parsed file, Findings findings) {
        for (Error error : schema.validate(asFile(file.json().at("/spec/template/from")))) {
            List<String> path = new ArrayList<>(List.of("spec", "template"));
            path.addAll(path(error.getInstanceLocation())
                    .subList(1, error.getInstanceLocation().getNameCount()));
            tell(error, path, file.root(), findings);
        }
    }

    /** The same for the {@code endpoint} block of a kamelet. */
    void checkEndpoint(YamlText.Parsed file, Findings findings) {
        List<Error> errors = schema.validate(file.json().at("/spec/endpoint"));
        Set<NodePath> misspelt = errors.stream()
                .filter(error -> error.getKeyword().equals("additionalProperties"))
                .map(Error::getInstanceLocation)
                .collect(Collectors.toSet());
        for (Error error : errors) {
            List<String> path = new ArrayList<>(List.of("spec", "endpoint"));
            path.addAll(path(error.getInstanceLocation()));
            // What is missing because its key is not known is no mistake of its own.
            if (!error.getKeyword().equals("required") || !misspelt.contains(error.getInstanceLocation())) {
                tell(error, path, file.root(), findings);
            }
        }
    }

    /** The template's route as Camel's DSL knows it. */
    private static JsonNode asFile(JsonNode from) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return json.arrayNode().add(json.objectNode().set("from", from));
    }

    private void tell(Error error, List<String> path, Node root, Findings findings) {
        String name = name(path);
        Place place = place(root, path);
        JsonNode value = error.getInstanceNode();
        switch (error.getKeyword()) {
            case "additionalProperties" -> {
                List<String> inner = new ArrayList<>(path);
                inner.add(error.getProperty());
                findings.at(keyPlace(root, inner), rule)
                        .error(error.getProperty() + " is not known in " + name
                                + Nearest.hint(error.getProperty(), known(error)));
            }
            case "required" -> findings.at(place, rule).error(name + " needs " + error.getProperty());
            case "type" -> findings.at(place, rule).error(name + " is " + kind(value) + "; it must be " + kinds(error));
            case "pattern" ->
                findings.at(place, rule)
                        .error(name + " is '" + value.asText() + "'; it must be "
                                + (error.getMessage().contains("true") ? "true or false" : "a number"));
            case "enum" ->
                findings.at(place, rule)
                        .error(name + " is '" + value.asText() + "'; it must be one of "
                                + String.join(", ", texts(error.getSchemaNode())));
            case "minimum", "maximum" ->
                findings.at(place, rule)
                        .error(name + " is " + value.asText() + "; it must be "
                                + error.getSchemaNode().asText()
                                + (error.getKeyword().equals("minimum") ? " or more" : " or less"));
            case "maxProperties" ->
                findings.at(place, rule)
                        .error(
                                path.size() == 1
                                        ? "an entry of the file has one key, such as route"
                                        : "a step has one key, such as to; begin each step with a dash");
            default -> findings.at(place, rule).error(name + ": " + error.getMessage());
        }
    }

    private static List<String> path(NodePath location) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.add(String.valueOf(location.getElement(i)));
        }
        return path;
    }

    private static String name(List<String> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (!path.get(i).matches("\\d+")) {
                return path.get(i).equals("steps") && i < path.size() - 1 ? "a step" : path.get(i);
            }
        }
        return "the file";
    }

    /** What could stand where the unknown key does. */
    private List<String> known(Error error) {
        String pointer = error.getSchemaLocation().getFragment().toString();
        JsonNode definition = rules.at(pointer.substring(0, pointer.lastIndexOf('/')));
        return StreamSupport.stream(definition.path("properties").properties().spliterator(), false)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "a group of keys";
            case ARRAY -> "a list";
            case NULL, MISSING -> "empty";
            default -> "'" + value.asText() + "'";
        };
    }

    private static String kinds(Error error) {
        List<String> words = error.getSchemaNode().isArray()
                ? texts(error.getSchemaNode())
                : List.of(error.getSchemaNode().asText());
        return words.equals(List.of("integer"))
                ? "a whole number"
                : words.contains("object") ? "a group of keys" : words.contains("array") ? "a list" : "a single value";
    }

    /** Where the value is; of a value that is empty, where its key is. */
    Place place(Node root, List<String> path) {
        Node node = find(root, path, path.size());
        return (node instanceof ScalarNode scalar && scalar.getValue().isEmpty()) || node instanceof MappingNode
                ? keyPlace(root, path)
                : YamlText.place(node);
    }

    /** Where the character at that index of a text is; with a negative one as {@link #place(Node, List)}. */
    Place place(Node root, List<String> path, int at) {
        return at >= 0 && find(root, path, path.size()) instanceof ScalarNode scalar
                ? Text.of(scalar).at(at)
                : place(root, path);
    }

    static Place keyPlace(Node root, List<String> path) {
        if (path.isEmpty()) {
            return YamlText.place(root);
        }
        String key = path.get(path.size() - 1);
        Node parent = find(root, path, path.size() - 1);
        if (parent instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return YamlText.place(scalar);
                }
            }
        }
        return YamlText.place(find(root, path, path.size()));
    }

    private static Node find(Node root, List<String> path, int depth) {
        Node node = root;
        for (String step : path.subList(0, depth)) {
            Node next = node;
            if (node instanceof SequenceNode sequence) {
                next = sequence.getValue().get(Integer.parseInt(step));
            } else if (node instanceof MappingNode mapping) {
                next = mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(step))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                        .orElse(node);
            }
            node = next;
        }
        return node;
    }
}
