package io.rankwire.document.highlight;

import io.rankwire.ranking.Row;
import io.rankwire.source.Layout;
import io.rankwire.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the rows of a ranking are spread over its categories or shops. */
public final class Shares {
    /** A column with more values than this divides nothing. */
    private static final int MOST_VALUES = 5_000;

    private static final int BARS = 6;
    private static final int LONGEST_NAME = 48;

    private final Cells cells;
    private final Layout layout;
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    private final Map<String, Integer> categories = new TreeMap<>();
    private int rows;
    private int withCategory;

    Shares(Layout layout, Cells cells) {
        this.cells = cells;
        this.layout = layout;
        layout.shares().forEach(column -> counts.put(column, new TreeMap<>()));
    }

    void add(Row row) {
        rows++;
        counts.forEach((column, values) -> cells.text(row, column)
                .map(value -> OneLine.of(value, LONGEST_NAME))
                .filter(value -> values.size() < MOST_VALUES || values.containsKey(value))
                .ifPresent(value -> values.merge(value, 1, Integer::sum)));
        if (layout.category() != null) {
            cells.text(row, layout.category()).ifPresent(category -> {
                withCategory++;
                if (categories.size() < 2) {
                    categories.merge(OneLine.of(category, LONGEST_NAME), 1, Integer::sum);
                }
            });
        }
    }

    /** The one category that all rows are of; empty when there are several, or rows that do not say. */
    public Optional<String> category() {
        return rows > 0 && withCategory == rows && categories.size() == 1
                ? categories.keySet().stream().findFirst()
                : Optional.empty();
    }

    /**
     * So many rows of one value.
     *
     * @param name empty for all values that have no bar of their own, and for rows without a value
     */
    public record Bar(String name, int rows) {}

    /** The first column that divides the rows into several parts, and large enough ones. */
    public Optional<String> column() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1
                        && entry.getValue().size() < rows
                        && entry.getValue().size() < MOST_VALUES)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The largest parts, and the rest in one. */
    public List<Bar> bars(String column) {
        List<Bar> bars = counts.getOrDefault(column, Map.of()).entrySet().stream()
                .map(entry -> new Bar(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Bar::rows).reversed().thenComparing(Bar::name))
                .limit(BARS)
                .toList();
        int rest = rows - bars.stream().mapToInt(Bar::rows).sum();
        List<Bar> all = new ArrayList<>(bars);
        if (rest > 0) {
            all.add(new Bar("", rest));
        }
        return List.copyOf(all);
    }

    public int rows() {
        return rows;
    }
}
