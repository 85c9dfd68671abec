package io.rankwire.source.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import io.rankwire.source.Column;
import io.rankwire.source.ColumnType;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Figure;
import io.rankwire.source.HtmlText;
import io.rankwire.source.Value;
import io.rankwire.text.Addresses;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the JSON of one row into its columns' values. Safe for use by many threads. */
final class RowReader {
    static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    /** Texts that are compared and opened, not read: ids and addresses. */
    private static final Set<String> AS_WRITTEN = Set.of("key", "url", "imageUrl");

    /** How vendors write that there is no figure. */
    private static final Pattern NO_FIGURE =
            Pattern.compile("[\\s\\u00A0\\p{Pd}]*|n/?a|null|none|nan", Pattern.CASE_INSENSITIVE);

    /** What a path to the key of a row is that came as the member of an object. */
    static final String MEMBER = "@key";

    private final Harvest harvest;
    /** Where that key goes; -1 where no column takes it. */
    private int member = -1;

    private final List<Source> sources = new ArrayList<>();
    private final String keyPath;

    RowReader(Endpoint endpoint, ObjectReader json) {
        this.harvest = new Harvest(json);
        for (Column column : Endpoint.STANDARD) {
            Value value = endpoint.row().get(column.name());
            sources.add(value == null ? (row, odd) -> null : source(column.name(), value.as(column.type())));
        }
        endpoint.columns().forEach((name, value) -> sources.add(source(name, value)));
        this.keyPath = Optional.ofNullable(endpoint.row().get("key"))
                .map(RowReader::firstPath)
                .orElse("key");
    }

    private static String firstPath(Value value) {
        return value.choose() == null ? value.paths().get(0) : value.choose();
    }

    /** Where one column's value comes from, given what was harvested. */
    private interface Source {
        @Nullable
        String of(@Nullable String[] found, Oddities odd);
    }

    /** What a column's type makes of a text. */
    private interface Typed {
        Optional<String> value(String text, Oddities odd);
    }

    /** Where the text that a column's value is read from comes from. */
    private interface Text {
        @Nullable
        String of(@Nullable String[] found);
    }

    private Source source(String column, Value value) {
        Text raw = value.choose() != null ? choice(value.choose(), value.cases()) : first(value.paths());
        int needed = value.nullWithout() == null ? -1 : harvest.add(value.nullWithout());
        List<String> none = value.nullIf();
        Typed typed = typed(column, value.type());
        return (found, odd) -> {
            String text = raw.of(found);
            if (text == null || none.contains(text) || (needed >= 0 && isNone(found[needed]))) {
                return null;
            }
            @Nullable String read = typed.value(text, odd).orElse(null);
            // What says that it counts percent does not count the vendor's units.
            return read == null || value.per() == 1 || text.indexOf('%') >= 0
                    ? read
                    : divided(new BigDecimal(read), value.per());
        };
    }

    private static String divided(BigDecimal number, int per) {
        return number.divide(BigDecimal.valueOf(per)).stripTrailingZeros().toPlainString();
    }

    private static Typed typed(String column, ColumnType type) {
        if (type.numeric()) {
            return (text, odd) -> {
                Optional<String> number = type.normalize(text);
                return number.isPresent() ? number : figure(column, type, text, odd);
            };
        }
        return type == ColumnType.TEXT && !AS_WRITTEN.contains(column)
                ? (text, odd) -> type.normalize(HtmlText.decode(text))
                : (text, odd) -> type.normalize(text);
    }

    private static Optional<String> figure(String column, ColumnType type, String text, Oddities odd) {
        if (NO_FIGURE.matcher(text).matches()) {
            return Optional.empty();
        }
        Optional<Figure> figure = Figure.read(text).filter(found -> type == ColumnType.RATE || !found.percent());
        if (figure.isEmpty()) {
            odd.unread(column, type, text);
        } else if (figure.get().atLeast()) {
            odd.lowest(column, text);
        }
        return figure.map(found -> found.fraction().toPlainString());
    }

    private Text first(List<String> paths) {
        List<Text> alternatives = paths.stream().map(this::alternative).toList();
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        return found -> {
            for (Text alternative : alternatives) {
                String text = alternative.of(found);
                if (text != null && !text.isBlank()) {
                    return text;
                }
            }
            return null;
        };
    }

    /** A path, or a text with paths in braces, such as an address made from a name. */
    private Text alternative(String text) {
        if (!text.contains("{")) {
            int slot = slot(text);
            return found -> found[slot];
        }
        return template(text);
    }

    private Text template(String text) {
        String[] between = PLACEHOLDER.split(text, -1);
        int[] slots = PLACEHOLDER
                .matcher(text)
                .results()
                .mapToInt(match -> slot(match.group(1)))
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

    private int slot(String path) {
        if (!path.equals(MEMBER)) {
            return harvest.add(path);
        }
        member = member < 0 ? harvest.reserve() : member;
        return member;
    }

    private Text choice(String choose, Map<String, String> cases) {
        int discriminator = harvest.add(choose);
        Map<String, Integer> slots = new HashMap<>();
        cases.forEach((word, path) -> slots.put(word, harvest.add(path)));
        return found -> {
            Integer slot = slots.get(found[discriminator]);
            return slot == null ? null : found[slot];
        };
    }

    private static boolean isNone(@Nullable String text) {
        return text == null || text.equals("0");
    }

    /** Reads the row whose first token is current, to its end; its key where it is the member of an object. */
    @Nullable
    String[] read(JsonParser parser, @Nullable String key, Oddities odd) throws IOException {
        @Nullable String[] found = new String[harvest.size()];
        harvest.read(parser, found, odd::say);
        if (member >= 0) {
            found[member] = key;
        }
        @Nullable String[] values = new String[sources.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sources.get(i).of(found, odd);
        }
        return values;
    }

    String keyPath() {
        return keyPath;
    }
}
