package io.rankwire.vendor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Turns the JSON of one row into its columns' values. Safe for use by many threads. */
final class RowReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    private final Harvest harvest;
    private final List<Source> sources = new ArrayList<>();
    private final String keyPath;

    RowReader(Endpoint endpoint, ObjectReader json) {
        this.harvest = new Harvest(json);
        for (Column column : Endpoint.STANDARD) {
            Value value = endpoint.row().get(column.name());
            sources.add(value == null ? row -> null : source(value.as(column.type())));
        }
        endpoint.columns().values().forEach(value -> sources.add(source(value)));
        Value key = endpoint.row().get("key");
        this.keyPath = key.paths().isEmpty() ? key.choose() : key.paths().get(0);
    }

    /** Where one column's value comes from, given what was harvested. */
    private interface Source {
        String of(String[] found);
    }

    private Source source(Value value) {
        Source raw = value.choose() != null ? choice(value) : first(value.paths());
        int needed = value.nullWithout() == null ? -1 : harvest.add(value.nullWithout());
        ColumnType type = value.type();
        List<String> none = value.nullIf();
        return found -> {
            String text = raw.of(found);
            if (text == null || none.contains(text) || (needed >= 0 && isNone(found[needed]))) {
                return null;
            }
            return type.normalize(text).orElse(null);
        };
    }

    private Source first(List<String> paths) {
        List<Source> alternatives = paths.stream().map(this::alternative).toList();
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        return found -> {
            for (Source alternative : alternatives) {
                String text = alternative.of(found);
                if (text != null && !text.isBlank()) {
                    return text;
                }
            }
            return null;
        };
    }

    /** A path, or a text with paths in braces, such as an address made from a name. */
    private Source alternative(String text) {
        if (!text.contains("{")) {
            int slot = harvest.add(text);
            return found -> found[slot];
        }
        return template(text);
    }

    private Source template(String text) {
        String[] between = PLACEHOLDER.split(text, -1);
        int[] slots = PLACEHOLDER
                .matcher(text)
                .results()
                .mapToInt(match -> harvest.add(match.group(1)))
                .toArray();
        return found -> {
            StringBuilder filled = new StringBuilder(between[0]);
            for (int i = 0; i < slots.length; i++) {
                if (found[slots[i]] == null) {
                    return null;
                }
                filled.append(Addresses.escape(found[slots[i]])).append(between[i + 1]);
            }
            return filled.toString();
        };
    }

    private Source choice(Value value) {
        int discriminator = harvest.add(value.choose());
        Map<String, Integer> slots = new HashMap<>();
        value.cases().forEach((word, path) -> slots.put(word, harvest.add(path)));
        return found -> {
            Integer slot = slots.get(found[discriminator]);
            return slot == null ? null : found[slot];
        };
    }

    private static boolean isNone(String text) {
        return text == null || text.equals("0");
    }

    /** Reads the row whose first token is current, to its end. */
    String[] read(JsonParser parser, Consumer<String> warnings) throws IOException {
        String[] found = new String[harvest.size()];
        harvest.read(parser, found, warnings);
        String[] values = new String[sources.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sources.get(i).of(found);
        }
        return values;
    }

    String keyPath() {
        return keyPath;
    }
}
