package io.rankwire.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rankwire.feed.PeriodType;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param paging how much a page and a ranking may hold
 * @param answer where things are in an answer
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
        Request request,
        Paging paging,
        Answer answer,
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
        order = order == null ? Map.of() : Map.copyOf(order);
        columns = columns == null ? Map.of() : new LinkedHashMap<>(columns);
        row = row == null ? Map.of() : row;
        if (account == null || unit == null || request == null || paging == null || answer == null) {
            throw new OperatorMistake("it needs account, unit, cost, request, paging, answer and row");
        }
        for (String name : row.keySet()) {
            if (STANDARD.stream().noneMatch(column -> column.name().equals(name))) {
                throw new OperatorMistake("row." + name + " is not a column of every ranking; put it under columns");
            }
        }
        if (!row.containsKey("key") || !row.containsKey("name")) {
            throw new OperatorMistake("row needs a key and a name");
        }
        if (cost < 1) {
            throw new OperatorMistake("cost is " + cost + "; a page costs 1 or more");
        }
        for (Order choice : order.values()) {
            if (!row.containsKey(choice.column()) && !columns.containsKey(choice.column())) {
                throw new OperatorMistake("order names the column " + choice.column() + ", which is not there");
            }
        }
        List<String> there = Stream.concat(STANDARD.stream().map(Column::name), columns.keySet().stream())
                .toList();
        report = report == null ? Layout.usual(row.keySet()) : report;
        if (!report.strangers(there).isEmpty()) {
            throw new OperatorMistake("report names " + String.join(", ", report.strangers(there))
                    + "; the columns there are are " + String.join(", ", there));
        }
    }

    /** What a vendor's budget is counted in. */
    public enum Unit {
        REQUESTS,
        CREDITS;

        @JsonCreator
        static Unit of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }

        /** {@code requests} or {@code credits}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * How a page is asked for. Texts in braces, {@code "{categoryId}"}, stand for a parameter, or for
     * {@code period}, {@code periodType}, {@code orderBy}, {@code page}, {@code pageSize}; what has no value is left out.
     *
     * @param method GET or POST
     * @param path appended to the account's address
     * @param query query parameters, for GET
     * @param body the JSON body, for POST
     */
    public record Request(String method, String path, Map<String, String> query, Map<String, Object> body) {
        public Request {
            query = query == null ? Map.of() : new LinkedHashMap<>(query);
            body = body == null ? Map.of() : new LinkedHashMap<>(body);
            if (!method.equals("GET") && !method.equals("POST")) {
                throw new OperatorMistake("request.method is " + method + "; it must be GET or POST");
            }
        }
    }

    /**
     * How much there is to be had.
     *
     * @param largestPage rows a page may hold
     * @param cap page × page size must not go beyond this; null for no cap
     */
    public record Paging(int largestPage, Integer cap) {
        public Paging {
            if (largestPage < 1) {
                throw new OperatorMistake("paging.largestPage is " + largestPage + "; a page holds 1 row or more");
            }
        }

        /** The cap, or {@link Integer#MAX_VALUE}. */
        public int reach() {
            return cap == null ? Integer.MAX_VALUE : cap;
        }
    }

    /**
     * Where things are in an answer, as paths of {@link Value}.
     *
     * @param rows the list of rows
     * @param code the vendor's own status; 0 is success
     * @param message the vendor's reason
     * @param requestId the vendor's name for the request
     * @param total how many rows the whole ranking has
     * @param hasMore whether another page follows
     * @param period the period the rows are of
     * @param faults what a code other than 0 means
     * @param rejectUnless columns that must say what was asked for, by the name of the parameter that asked
     * @param warnUnless the same, where a difference is only worth a warning
     */
    public record Answer(
            String rows,
            String code,
            String message,
            String requestId,
            String total,
            String hasMore,
            String period,
            Map<String, FaultWord> faults,
            Map<String, String> rejectUnless,
            Map<String, String> warnUnless) {
        public Answer {
            rejectUnless = rejectUnless == null ? Map.of() : Map.copyOf(rejectUnless);
            warnUnless = warnUnless == null ? Map.of() : Map.copyOf(warnUnless);
            faults = faults == null ? Map.of() : Map.copyOf(faults);
        }
    }

    /** What a vendor's code means, as a kamelet says it. */
    public enum FaultWord {
        @JsonProperty("not-published")
        NOT_PUBLISHED,
        @JsonProperty("too-fast")
        TOO_FAST,
        @JsonProperty("credits")
        CREDITS,
        @JsonProperty("access")
        ACCESS,
        @JsonProperty("parameter")
        PARAMETER,
        @JsonProperty("passing")
        PASSING
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

    /** Whether rankings are of the moment of the fetch, and their period its day. */
    public boolean inferred() {
        return periods.isEmpty();
    }
}
