package io.rankwire.source.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.rankwire.text.Nearest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a page that have no key and are left out: how many, and what the first has instead. Not thread-safe. */
final class KeylessRows {
    private static final int DEEPEST = 3;
    private static final int MOST_FIELDS = 200;
    private static final int MOST_SHOWN = 8;

    private final ObjectReader json;
    private @Nullable Item first;
    private int count;

    KeylessRows(ObjectReader json) {
        this.json = json;
    }

    void add(Item item) {
        first = first == null ? item : first;
        count++;
    }

    /** {@code 76 rows of 76 have no row.key at product.id; the first has product_id}; empty where every row has one. */
    Optional<String> line(int received, String path) {
        return Optional.ofNullable(first)
                .map(item -> count + (count == 1 ? " row" : " rows") + " of " + received
                        + (count == 1 ? " has" : " have") + " no row.key at " + path + " and "
                        + (count == 1 ? "is" : "are") + " left out; " + instead(item, path));
    }

    private String instead(Item item, String path) {
        Map<String, String> fields = new TreeMap<>();
        try {
            collect(json.readTree(item.raw()), "", 0, fields);
        } catch (IOException e) {
            throw new IllegalStateException("a row that was read is JSON", e);
        }
        if (fields.containsKey(path)) {
            return "the first has '" + VendorText.line(fields.get(path)) + "' there";
        }
        String last = path.substring(path.lastIndexOf('.') + 1);
        List<String> shown = Nearest.to(path, fields.keySet())
                .or(() -> Nearest.to(last, fields.keySet()))
                .map(List::of)
                .orElseGet(() -> fields.keySet().stream().limit(MOST_SHOWN).toList());
        return "the first has " + (shown.isEmpty() ? "no field" : VendorText.line(String.join(", ", shown)));
    }

    /** The fields of an object and of those in it, each with its text. */
    private static void collect(JsonNode node, String above, int depth, Map<String, String> fields) {
        node.properties().forEach(field -> {
            if (fields.size() < MOST_FIELDS) {
                String path = above + field.getKey();
                if (field.getValue().isObject() && depth < DEEPEST) {
                    collect(field.getValue(), path + ".", depth + 1, fields);
                } else {
                    fields.put(path, field.getValue().asText());
                }
            }
        });
    }
}
