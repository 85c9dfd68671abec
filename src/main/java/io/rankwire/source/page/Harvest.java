package io.rankwire.source.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many paths looked for in one pass over a JSON value. What no path leads to is skipped without being built.
 *
 * <p>Safe for use by many threads once built: what is found goes into an array of the caller's.
 */
final class Harvest {
    private final ObjectReader json;
    private final Node root;
    private int size;

    Harvest(ObjectReader json) {
        this.json = json;
        this.root = new Node(json);
    }

    private static final class Node {
        private final Map<String, Node> fields = new HashMap<>();
        private final List<Branch> branches = new ArrayList<>();
        private final Pruning pruning;
        private int slot = -1;
        /** Its own and those of all below it. */
        private int[] slots = {};

        Node(ObjectReader json) {
            this.pruning = new Pruning(json);
        }

        void lead(Path path, int to) {
            pruning.want(path.names());
            if (Arrays.stream(slots).noneMatch(slot -> slot == to)) {
                slots = Arrays.copyOf(slots, slots.length + 1);
                slots[slots.length - 1] = to;
            }
        }
    }

    /** A path that needs the tree below a node. */
    private record Branch(Path path, int slot) {}

    /** Adds a path and says which slot of the result holds its text; the same path always has the same slot. */
    int add(String path) {
        Path parsed = Path.parse(path);
        List<Node> way = new ArrayList<>(List.of(root));
        for (String field : parsed.fields()) {
            way.add(way.get(way.size() - 1).fields.computeIfAbsent(field, name -> new Node(json)));
        }
        int slot = slot(way.get(way.size() - 1), parsed);
        way.forEach(node -> node.lead(parsed, slot));
        return slot;
    }

    private int slot(Node node, Path path) {
        if (path.rest().isEmpty()) {
            node.slot = node.slot < 0 ? size++ : node.slot;
            return node.slot;
        }
        for (Branch branch : node.branches) {
            if (branch.path().equals(path)) {
                return branch.slot();
            }
        }
        node.branches.add(new Branch(path, size));
        return size++;
    }

    /** A slot that no path leads to. */
    int reserve() {
        return size++;
    }

    /** How many slots a result has. */
    int size() {
        return size;
    }

    /** Reads the value whose first token is current, to its end, and fills the slots of the paths that it holds. */
    void read(JsonParser parser, @Nullable String[] found, Consumer<String> warnings) throws IOException {
        read(parser, root, found, warnings);
    }

    /** Reads the value of one field, which lies below the fields in {@code above}, in the same way. */
    void readField(
            JsonParser parser, List<String> above, String field, @Nullable String[] found, Consumer<String> warnings)
            throws IOException {
        @Nullable Node node = root;
        for (String name : above) {
            node = node == null ? null : node.fields.get(name);
        }
        readChild(parser, node == null ? null : node.fields.get(field), found, warnings);
    }

    private void readChild(JsonParser parser, @Nullable Node child, @Nullable String[] found, Consumer<String> warnings)
            throws IOException {
        if (child == null) {
            parser.skipChildren();
            return;
        }
        // Of a field that is there twice only the last counts, as a whole: never half of each.
        for (int slot : child.slots) {
            found[slot] = null;
        }
        read(parser, child, found, warnings);
    }

    private void read(JsonParser parser, Node node, @Nullable String[] found, Consumer<String> warnings)
            throws IOException {
        if (!node.branches.isEmpty()) {
            pick(node.pruning.read(parser), node, found, warnings);
            return;
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT && !node.fields.isEmpty()) {
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                readChild(parser, node.fields.get(field), found, warnings);
            }
        } else if (token.isStructStart()) {
            parser.skipChildren();
        } else if (node.slot >= 0 && token != JsonToken.VALUE_NULL) {
            found[node.slot] = parser.getText();
        }
    }

    /** Fills the slots of a node and of those below it from a tree. */
    private void pick(JsonNode tree, Node node, @Nullable String[] found, Consumer<String> warnings) {
        if (node.slot >= 0 && tree.isValueNode() && !tree.isNull()) {
            found[node.slot] = tree.asText();
        }
        for (Branch branch : node.branches) {
            found[branch.slot()] = branch.path().find(tree, node.pruning, warnings);
        }
        node.fields.forEach((field, child) -> {
            if (tree.has(field)) {
                pick(tree.get(field), child, found, warnings);
            }
        });
    }
}
