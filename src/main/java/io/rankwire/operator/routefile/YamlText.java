package io.rankwire.operator.routefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.text.Utf8;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML file as nodes that know where they stand, and as JSON. */
public final class YamlText {
    /** A file of this many values is not one that a person wrote, but aliases of aliases. */
    private static final int MOST_NODES = 100_000;

    private static final int DEEPEST = 100;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Findings findings;
    private int nodes;

    private YamlText(Findings findings) {
        this.findings = findings;
    }

    /**
     * A file that can be read.
     *
     * @param root its one document
     * @param json the same without places; of keys that are there twice, the first
     */
    public record Parsed(Node root, JsonNode json) {}

    /** Reads a file; empty when it cannot be read, and the findings say why. */
    public static Optional<Parsed> parse(byte[] content, Findings findings) {
        try {
            String text = Utf8.strict(content);
            LoadSettings settings = LoadSettings.builder().setLabel("").build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                findings.at(Place.START, Rule.YAML).error("the file is empty");
                return Optional.empty();
            }
            return Optional.of(new Parsed(root.get(), new YamlText(findings).json(root.get(), 0)));
        } catch (CharacterCodingException e) {
            findings.at(Place.START, Rule.YAML).error("the file is no UTF-8 text");
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(Place.START);
            findings.at(place, Rule.YAML).error("this is no YAML: " + reason(e));
        } catch (YamlEngineException e) {
            findings.at(Place.START, Rule.YAML).error("this is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String reason(MarkedYamlEngineException e) {
        boolean tab = e.getProblem().contains("TAB");
        String context = e.getProblem().startsWith("but") && e.getContext() != null ? e.getContext() + " " : "";
        return tab ? "there is a tab; indent with spaces" : context + e.getProblem();
    }

    public static Place place(Node node) {
        return node.getStartMark()
                .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Place.START);
    }

    /** The key of an entry; empty when it is no text. */
    static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private JsonNode json(Node node, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new YamlEngineException(
                    "it has more than " + MOST_NODES + " values, or more than " + DEEPEST + " inside each other");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.getValue().forEach(item -> array.add(json(item, depth + 1)));
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        ObjectNode object = JSON.objectNode();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = key(tuple);
            if (keys.add(key)) {
                object.set(key, json(tuple.getValueNode(), depth + 1));
            } else {
                findings.at(place(tuple.getKeyNode()), Rule.YAML).error(key + " is there twice");
            }
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (node.getTag().equals(Tag.INT) && text.matches("-?\\d{1,18}")) {
            return JSON.numberNode(Long.parseLong(text));
        }
        return node.getTag().equals(Tag.FLOAT) && text.matches("-?\\d{1,18}\\.\\d{1,18}")
                ? JSON.numberNode(new BigDecimal(text))
                : JSON.textNode(text);
    }
}
