package io.rankwire.vendor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Many paths looked for in one pass over a JSON value. What no path leads to is skipped without being built.
 *
 * <p>Safe for use by many threads once built: what is found goes into an array of the caller's.
 */
final class Harvest {
    private final Node root = new Node();
    private final ObjectReader json;
    private int size;

    Harvest(ObjectReader json) {
        this.json = json;
    }

    private static final class Node {
        private final Map<String, Node> fields = new HashMap<>();
        private int slot = -1;
        private final List<Branch> branches = new ArrayList<>();
    }

    /** A path that needs the tree below a node. */
    private record Branch(Path path, int slot) {}

    /** Adds a path and says which slot of the result holds its text; the same path always has the same slot. */
    int add(String path) {
        Path parsed = Path.parse(path);
        Node node = node(parsed.fields());
        if (!parsed.rest().isEmpty()) {
            for (Branch branch : node.branches) {
                if (branch.path().equals(parsed)) {
                    return branch.slot();
                }
            }
            node.branches.add(new Branch(parsed, size));
            return size++;
        }
        if (node.slot < 0) {
            node.slot = size++;
        }
        return node.slot;
    }

    private Node node(List<String> fields) {
        Node node = root;
        for (String field : fields) {
            node = node.fields.computeIfAbsent(field, name -> new Node());
        }
        return node;
    }

    /** How many slots a result has. */
    int size() {
        return size;
    }

    /** Reads the value whose first token is current, to its end, and fills the slots of the paths that it holds. */
    void read(JsonParser parser, String[] found, Consumer<String> warnings) throws IOException {
        read(parser, root, found, warnings);
    }

    /** Reads the value of one field, which lies below the fields in {@code above}, in the same way. */
    void readField(JsonParser parser, List<String> above, String field, String[] found, Consumer<String> warnings)
            throws IOException {
        Node node = root;
        for (String name : above) {
            node = node == null ? null : node.fields.get(name);
        }
        Node child = node == null ? null : node.fields.get(field);
        if (child != null) {
            forget(child, found);
            read(parser, child, found, warnings);
        } else {
            parser.skipChildren();
        }
    }

    /** Of a field that is there twice only the last counts, as a whole: never half of each. */
    private static void forget(Node node, String[] found) {
        if (node.slot >= 0) {
            found[node.slot] = null;
        }
        // Most fields have nothing below them, and this is run for each: an iterator apiece would be felt.
        for (int i = 0; i < node.branches.size(); i++) {
            found[node.branches.get(i).slot()] = null;
        }
        if (!node.fields.isEmpty()) {
            node.fields.values().forEach(child -> forget(child, found));
        }
    }

    /** Fills the slots of a node and of those below it from a tree. */
    private void pick(JsonNode tree, Node node, String[] found, Consumer<String> warnings) {
        if (node.slot >= 0 && tree.isValueNode() && !tree.isNull()) {
            found[node.slot] = tree.asText();
        }
        for (Branch branch : node.branches) {
            found[branch.slot()] = branch.path().find(tree, json, warnings);
        }
        node.fields.forEach((field, child) -> {
            if (tree.has(field)) {
                pick(tree.get(field), child, found, warnings);
            }
        });
    }

    private void read(JsonParser parser, Node node, String[] found, Consumer<String> warnings) throws IOException {
        if (!node.branches.isEmpty()) {
            pick(json.readTree(parser), node, found, warnings);
            return;
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT && !node.fields.isEmpty()) {
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                Node child = node.fields.get(field);
                if (child != null) {
                    forget(child, found);
                    read(parser, child, found, warnings);
                } else {
                    parser.skipChildren();
                }
            }
        } else if (token.isStructStart()) {
            parser.skipChildren();
        } else if (node.slot >= 0 && token != JsonToken.VALUE_NULL) {
            found[node.slot] = parser.getText();
        }
    }
}
