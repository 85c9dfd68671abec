package io.rankwire.source.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.source.Value;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way into a JSON value, compiled from the notation that {@link Value} describes.
 *
 * @param fields the nested fields at its beginning, which can be followed while streaming
 * @param rest what has to be looked for in the tree below them; empty for a plain path
 */
record Path(List<String> fields, List<Step> rest) {

    private static final Pattern PART = Pattern.compile("([A-Za-z0-9_-]+)((?:\\(json\\)|\\[[^\\]]+\\])*)");
    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");
    private static final Pattern SELECTOR = Pattern.compile("\\(json\\)|\\[([^\\]]+)\\]");

    /** One step inside a tree. */
    sealed interface Step {
        record Field(String name) implements Step {}

        record Embedded() implements Step {}

        record Index(int index) implements Step {}

        record Where(String field, String value) implements Step {}

        record Smallest(String field) implements Step {}

        record All() implements Step {}
    }

    static Path parse(String text) {
        List<String> fields = new ArrayList<>();
        List<Step> rest = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new OperatorMistake("'" + text + "' is not a path: '" + part
                        + "' must be a field name, with [0], [*], [field=value], [smallest field] or (json) behind it");
            }
            if (rest.isEmpty()) {
                fields.add(matcher.group(1));
            } else {
                rest.add(new Step.Field(matcher.group(1)));
            }
            Matcher selector = SELECTOR.matcher(matcher.group(2));
            while (selector.find()) {
                rest.add(
                        selector.group(1) == null
                                ? new Step.Embedded()
                                : step(text, selector.group(1).trim()));
            }
        }
        return new Path(List.copyOf(fields), List.copyOf(rest));
    }

    private static Step step(String text, String selector) {
        if (selector.equals("*")) {
            return new Step.All();
        }
        if (selector.startsWith("smallest ")) {
            return new Step.Smallest(selector.substring("smallest ".length()).trim());
        }
        int equals = selector.indexOf('=');
        if (equals > 0 && equals < selector.length() - 1) {
            return new Step.Where(
                    selector.substring(0, equals).trim(),
                    selector.substring(equals + 1).trim());
        }
        if (!INDEX.matcher(selector).matches()) {
            throw new OperatorMistake("'" + text + "' is not a path: [" + selector
                    + "] must be [0], [*], [field=value] or [smallest field]");
        }
        return new Step.Index(Integer.parseInt(selector));
    }

    /** The names of all fields that are looked at on the way. */
    Set<String> names() {
        Set<String> names = new HashSet<>(fields);
        for (Step step : rest) {
            if (step instanceof Step.Field field) {
                names.add(field.name());
            } else if (step instanceof Step.Where where) {
                names.add(where.field());
            } else if (step instanceof Step.Smallest smallest) {
                names.add(smallest.field());
            }
        }
        return names;
    }

    /** The text at the end of {@link #rest}, or null; embedded JSON that does not parse is reported, not thrown. */
    @Nullable
    String find(JsonNode node, Pruning json, Consumer<String> warnings) {
        return find(node, 0, json, warnings);
    }

    private @Nullable String find(JsonNode start, int from, Pruning json, Consumer<String> warnings) {
        @Nullable JsonNode node = start;
        for (int i = from; i < rest.size() && node != null; i++) {
            Step step = rest.get(i);
            if (step instanceof Step.All) {
                StringJoiner all = new StringJoiner("; ");
                for (JsonNode entry : entries(node)) {
                    String text = find(entry, i + 1, json, warnings);
                    if (text != null && !text.isBlank()) {
                        all.add(text);
                    }
                }
                return all.length() == 0 ? null : all.toString();
            }
            node = next(node, step, json, warnings);
        }
        return node == null || node.isNull() || node.isContainerNode() ? null : node.asText();
    }

    private @Nullable JsonNode next(JsonNode node, Step step, Pruning json, Consumer<String> warnings) {
        if (step instanceof Step.Field field) {
            return node.get(field.name());
        }
        if (step instanceof Step.Index index) {
            return node.get(index.index());
        }
        if (step instanceof Step.Where where) {
            for (JsonNode entry : entries(node)) {
                if (entry.path(where.field()).asText("").equals(where.value())) {
                    return entry;
                }
            }
            return null;
        }
        if (step instanceof Step.Smallest smallest) {
            @Nullable JsonNode best = null;
            for (JsonNode entry : entries(node)) {
                if (best == null
                        || entry.path(smallest.field()).asLong(Long.MAX_VALUE)
                                < best.path(smallest.field()).asLong(Long.MAX_VALUE)) {
                    best = entry;
                }
            }
            return best;
        }
        return embedded(node, json, warnings);
    }

    /** Of a list alone: of an object only what is asked for by name was read. */
    private static Iterable<JsonNode> entries(JsonNode node) {
        return node.isArray() ? node : List.of();
    }

    private @Nullable JsonNode embedded(JsonNode node, Pruning json, Consumer<String> warnings) {
        if (!node.isTextual()) {
            return node;
        }
        if (node.textValue().isBlank()) {
            return null;
        }
        try {
            return json.read(node.textValue());
        } catch (IOException e) {
            warnings.accept(String.join(".", fields) + " holds text that is not JSON");
            return null;
        }
    }
}
