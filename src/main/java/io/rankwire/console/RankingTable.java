package io.rankwire.console;

import io.rankwire.ranking.Row;
import io.rankwire.ranking.Selection;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a snapshot for the eye.
 *
 * @param columns those shown, by name; key, name and addresses have places of their own
 * @param rows one a row
 * @param fitting how many rows fit the question, shown or not
 */
record RankingTable(List<Heading> columns, List<Map<String, Object>> rows, int fitting) {
    private static final int COLUMNS = 8;
    private static final List<String> ELSEWHERE = List.of("key", "name", "url", "imageUrl");

    /** A column's name, and whether its values are numbers. */
    record Heading(String name, boolean numeric) {}

    RankingTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * What the rows are searched and ordered by, and which of them are shown.
     *
     * @param sort a column's name, {@code position} or {@code change}
     * @param from how many of the rows that fit come before those shown
     */
    record Asked(String text, String sort, boolean descending, int from, boolean allColumns) {
        static final int ROWS = 100;

        static Asked of(Question question) {
            return new Asked(
                    question.find("q").orElse(""),
                    question.find("sort").orElse("position"),
                    question.find("order").filter("desc"::equals).isPresent(),
                    question.findNumber("from", Integer.MAX_VALUE)
                            .map(Math::toIntExact)
                            .orElse(0),
                    question.find("columns").filter("all"::equals).isPresent());
        }

        RankingTable of(Snapshots snapshots, Snapshot snapshot) {
            Selection selection = new Selection(text, order(snapshot), from, ROWS);
            return RankingTable.of(snapshot, selection.of(snapshots, snapshot), allColumns);
        }

        private Optional<Selection.Order> order(Snapshot snapshot) {
            if (sort.equals("position")) {
                return descending ? Optional.of(new Selection.Order(Selection.Order.POSITION, true)) : Optional.empty();
            }
            int column = sort.equals("change") ? Selection.Order.CHANGE : snapshot.column(sort);
            if (column == -1) {
                throw new Question.Unanswerable(400, "sort is '" + sort + "', which is no column of this snapshot.");
            }
            return Optional.of(new Selection.Order(column, descending));
        }
    }

    /** The keys of the rows. */
    List<String> keys() {
        return rows.stream().map(row -> String.valueOf(row.get("key"))).toList();
    }

    /** Of the rows; the columns that any of them has a value in, all of them or the first few. */
    static RankingTable of(Snapshot snapshot, Selection.Rows picked, boolean allColumns) {
        List<Integer> shown = IntStream.range(0, snapshot.columns().size())
                .filter(i -> i >= Endpoint.STANDARD.size()
                        || !ELSEWHERE.contains(snapshot.columns().get(i).name()))
                .filter(i -> picked.rows().stream().anyMatch(row -> row.value(i) != null))
                .limit(allColumns ? Integer.MAX_VALUE : COLUMNS)
                .boxed()
                .toList();
        List<Heading> headings =
                shown.stream().map(i -> heading(snapshot.columns().get(i))).toList();
        return new RankingTable(
                headings,
                picked.rows().stream().map(row -> line(row, snapshot, shown)).toList(),
                picked.fitting());
    }

    private static Heading heading(Column column) {
        return new Heading(column.name(), column.type().numeric());
    }

    private static Map<String, Object> line(Row row, Snapshot snapshot, List<Integer> shown) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("position", row.position());
        line.put("rank", row.rank());
        line.put("key", row.key());
        line.put("name", row.name());
        line.put("url", link(row.value(snapshot.column("url"))));
        line.put("movement", row.movement().label().word());
        line.put("previousRank", row.movement().previousRank());
        line.put("change", row.movement().change(row.rank()));
        line.put("lastSeen", row.movement().lastSeen());
        List<String> values = new ArrayList<>();
        shown.forEach(i -> values.add(row.value(i)));
        line.put("values", values);
        return line;
    }

    /** What a vendor calls an address is followed only if it is one of a page. */
    private static @Nullable String link(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }
}
