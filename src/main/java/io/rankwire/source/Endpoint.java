package io.rankwire.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rankwire.feed.PeriodType;
import io.rankwire.source.endpoint.AnswerForm;
import io.rankwire.source.endpoint.Authentication;
import io.rankwire.source.endpoint.DefinitionMistake;
import io.rankwire.source.endpoint.PagingForm;
import io.rankwire.source.endpoint.ParameterRule;
import io.rankwire.source.endpoint.RequestForm;
import io.rankwire.text.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole description of one paged ranking endpoint: the {@code endpoint} block of a source kamelet.
 *
 * @param account the account that is asked unless a feed names another
 * @param unit what the vendor counts
 * @param cost how many of them a page costs
 * @param periods the period types that can be asked for; empty when rankings are of the moment of the fetch
 * @param request how a page is asked for
 * @param authentication how a request says who asks
 * @param paging how much a page and a ranking may hold
 * @param answer where things are in an answer
 * @param rules how the parameters of a feed depend on each other
 * @param order by what a ranking may be sorted
 * @param row the columns that every source has, by name
 * @param columns the columns of this source alone, by name
 * @param report what a report shows of it
 */
public record Endpoint(
        String account,
        Unit unit,
        int cost,
        List<PeriodType> periods,
        RequestForm request,
        Authentication authentication,
        PagingForm paging,
        AnswerForm answer,
        List<ParameterRule> rules,
        Map<String, Order> order,
        Map<String, Value> row,
        Map<String, Value> columns,
        Layout report) {

    /** The columns that every ranking has, in their order; a kamelet says where each is found. */
    public static final List<Column> STANDARD = List.of(
            new Column("key", ColumnType.TEXT),
            new Column("name", ColumnType.TEXT),
            new Column("url", ColumnType.TEXT),
            new Column("imageUrl", ColumnType.TEXT),
            new Column("region", ColumnType.TEXT),
            new Column("currency", ColumnType.TEXT),
            new Column("units", ColumnType.INTEGER),
            new Column("gmv", ColumnType.DECIMAL),
            new Column("gmvUsd", ColumnType.DECIMAL));

    public Endpoint {
        periods = periods == null ? List.of() : List.copyOf(periods);
        authentication = authentication == null ? Authentication.BEARER : authentication;
        rules = rules == null ? List.of() : List.copyOf(rules);
        order = order == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(order));
        columns = columns == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        row = row == null ? Map.of() : row;
        if (account == null || unit == null || request == null || paging == null || answer == null) {
            throw new DefinitionMistake("it needs account, unit, cost, request, paging, answer and row");
        }
        if (cost < 1) {
            throw new DefinitionMistake("cost is " + cost + "; a page costs 1 or more", "cost");
        }
        checkRow(row);
        for (Map.Entry<String, Order> choice : order.entrySet()) {
            String column = choice.getValue().column();
            if (!row.containsKey(column) && !columns.containsKey(column)) {
                throw new DefinitionMistake(
                        "order names the column " + column + ", which is not there"
                                + Nearest.hint(column, names(row, columns)),
                        "order",
                        choice.getKey(),
                        "column");
            }
        }
        report = report == null ? Layout.usual(row.keySet()) : report;
        List<String> there = Stream.concat(STANDARD.stream().map(Column::name), columns.keySet().stream())
                .toList();
        if (!report.strangers(there).isEmpty()) {
            throw new DefinitionMistake(
                    "report names " + String.join(", ", report.strangers(there)) + "; the columns there are are "
                            + String.join(", ", there),
                    "report");
        }
    }

    private static void checkRow(Map<String, Value> row) {
        for (String name : row.keySet()) {
            if (STANDARD.stream().noneMatch(column -> column.name().equals(name))) {
                throw new DefinitionMistake(
                        "row." + name + " is not a column of every ranking; put it under columns", "row", name);
            }
        }
        if (!row.containsKey("key") || !row.containsKey("name")) {
            throw new DefinitionMistake("row needs a key and a name", "row");
        }
    }

    private static Set<String> names(Map<String, Value> row, Map<String, Value> columns) {
        Set<String> names = new TreeSet<>(row.keySet());
        names.addAll(columns.keySet());
        return names;
    }

    /** What a vendor's budget is counted in. */
    public enum Unit {
        REQUESTS,
        CREDITS;

        @JsonCreator
        static Unit of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** {@code requests} or {@code credits}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One way to sort.
     *
     * @param column the column that holds the value sorted by
     * @param sent what the vendor is sent for it
     */
    public record Order(String column, String sent) {
        @JsonCreator
        static Order of(@JsonProperty("column") String column, @JsonProperty("sent") String sent) {
            return new Order(column, sent);
        }
    }

    /** The kamelet parameter that chooses among {@link #order()}. */
    public static final String ORDER_BY = "orderBy";

    /** All columns of a row as the vendor gives it, standard ones first. */
    public List<Column> allColumns() {
        List<Column> all = new ArrayList<>(STANDARD);
        columns.forEach((name, value) -> all.add(new Column(name, value.type())));
        return List.copyOf(all);
    }

    /** Which of {@link #allColumns()} a ranking in this order is sorted by; empty when the vendor does not say. */
    public Optional<Integer> sortColumn(@Nullable String orderBy) {
        return Optional.ofNullable(orderBy).map(order::get).map(choice -> {
            List<String> names = allColumns().stream().map(Column::name).toList();
            return names.indexOf(choice.column());
        });
    }

    /** The headers of an answer that something is taken from, in small letters. */
    public Set<String> answerHeaders() {
        AnswerForm.Places places = answer.places();
        return Stream.of(
                        places.code(),
                        places.message(),
                        places.requestId(),
                        places.total(),
                        places.hasMore(),
                        places.period(),
                        places.pageSize(),
                        Optional.ofNullable(answer.success().at()),
                        Optional.ofNullable(paging.next()))
                .flatMap(Optional::stream)
                .flatMap(AnswerForm::alternatives)
                .filter(place -> place.startsWith(AnswerForm.HEADER))
                .map(place -> place.substring(AnswerForm.HEADER.length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether rankings are of the moment of the fetch, and their period its day. */
    public boolean inferred() {
        return periods.isEmpty();
    }
}
