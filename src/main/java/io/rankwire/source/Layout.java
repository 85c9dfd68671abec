package io.rankwire.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report shows of a source's rows: the {@code report} block of its {@code endpoint} block. Columns are named as in
 * {@link Endpoint#allColumns()}.
 *
 * @param columns what columns are called, by name
 * @param figures the figures beside a row's name, the leading one first; the column sorted by comes before them anyway
 * @param details the line below a row's name; of {@code femaleShare | maleShare} the one with the largest value
 * @param shares columns by which the listed rows are divided, best first: the first one with more than one value is taken
 * @param watched columns in which a name or key of the watch-list is looked for, beside the row's own
 * @param total the column that is added up
 * @param category the column that names the category, where all rows have the same
 */
public record Layout(
        Map<String, Caption> columns,
        List<String> figures,
        List<String> details,
        List<String> shares,
        List<String> watched,
        @Nullable String total,
        @Nullable String category) {

    /** Shows nothing but what every row has. */
    public static final Layout NONE = new Layout(Map.of(), List.of(), List.of(), List.of(), List.of(), null, null);

    public Layout {
        columns = columns == null ? Map.of() : new LinkedHashMap<>(columns);
        figures = figures == null ? List.of() : List.copyOf(figures);
        details = details == null ? List.of() : List.copyOf(details);
        shares = shares == null ? List.of() : List.copyOf(shares);
        watched = watched == null ? List.of() : List.copyOf(watched);
    }

    /** For a source that says nothing of reports: what was sold, as far as it has that. */
    static Layout usual(Collection<String> has) {
        List<String> figures = Stream.of("units", "gmv").filter(has::contains).toList();
        @Nullable String total = has.contains("gmv") || has.contains("gmvUsd") ? "gmv" : null;
        return new Layout(Map.of(), figures, List.of(), List.of(), List.of(), total, null);
    }

    /** The columns whose caption says that they hold amounts. */
    public Set<String> money() {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().format().equals(Optional.of(Caption.Format.MONEY)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The columns of one entry of {@link #details}. */
    public static List<String> alternatives(String detail) {
        return List.of(detail.split("\\s*\\|\\s*", -1));
    }

    /** The columns named that are not among those there are. */
    List<String> strangers(Collection<String> there) {
        List<String> named = new ArrayList<>(columns.keySet());
        Stream.of(figures, shares, watched).forEach(named::addAll);
        details.forEach(detail -> named.addAll(alternatives(detail)));
        Stream.of(total, category).filter(name -> name != null).forEach(named::add);
        return named.stream().filter(name -> !there.contains(name)).distinct().toList();
    }

    /** What a column is called; its name in words by default. */
    public String title(String column, Locale locale) {
        Caption caption = columns.get(column);
        if (caption != null) {
            return caption.title(locale);
        }
        String words = column.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
