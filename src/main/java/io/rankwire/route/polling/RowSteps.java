package io.rankwire.route.polling;

import io.rankwire.poll.NumberedRow;
import io.rankwire.poll.Poll;
import io.rankwire.route.step.ExactNumbers;
import io.rankwire.route.step.Steps;
import io.rankwire.source.Column;
import io.rankwire.source.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** The steps of {@code poll-pages} that send every row through an operator's own route. */
public final class RowSteps {
    /** The property that holds an accepted page's rows until they are stored. */
    static final String ROWS = "rankwireRows";

    private static final String ENDPOINT = "rankwireRowSteps";

    /** Makes the steps known under the names that YAML uses. */
    public void bind(Registry registry) {
        Steps.when(registry, "has-row-steps", this::hasRowSteps);
        registry.bind("page-rows", Expression.class, new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return rows(exchange).maps();
            }
        });
        Steps.bind(registry, "keep-row", this::keepRow);
    }

    private boolean hasRowSteps(Exchange exchange) {
        Optional<String> route = Optional.ofNullable(rows(exchange))
                .flatMap(rows -> rows.poll.feed().transform());
        route.ifPresent(endpoint -> exchange.setProperty(ENDPOINT, endpoint));
        return route.isPresent();
    }

    private static Rows rows(Exchange exchange) {
        return exchange.getProperty(ROWS, Rows.class);
    }

    /** Keeps the row that came through. One that was stopped does not get here; one set to null is left out too. */
    private void keepRow(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        if (row != null) {
            rows(exchange).keep(exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class), row);
        }
    }

    /** An accepted page's rows, on their way through an operator's steps or past them. */
    static final class Rows {
        private final Poll poll;
        private final List<NumberedRow> numbered;
        private List<NumberedRow> rows;

        Rows(Poll poll, List<NumberedRow> numbered) {
            this.poll = poll;
            this.numbered = numbered;
            this.rows = numbered;
        }

        /** What is to be stored: all of it as it came, or what the steps made of it. */
        List<NumberedRow> rows() {
            return rows;
        }

        Iterator<Map<String, Object>> maps() {
            rows = new ArrayList<>(numbered.stream().map(NumberedRow::dropped).toList());
            List<Column> columns = poll.columns();
            return numbered.stream().map(row -> map(columns, row)).iterator();
        }

        private static Map<String, Object> map(List<Column> columns, NumberedRow row) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("position", row.position());
            map.put("rank", row.rank());
            for (int i = 0; i < row.values().size(); i++) {
                String text = row.values().get(i);
                Column column = columns.get(i);
                map.put(column.name(), text != null && column.type().numeric() ? ExactNumbers.of(text) : text);
            }
            return map;
        }

        void keep(int index, Map<?, ?> row) {
            List<@Nullable String> values = new ArrayList<>();
            row.forEach((name, value) -> addColumn(name.toString(), value));
            List<String> before = numbered.get(index).values();
            for (Column column : poll.columns()) {
                int number = values.size();
                String old = number < before.size() ? before.get(number) : null;
                values.add(text(column, row.get(column.name()), old));
            }
            rows.set(index, numbered.get(index).with(values));
        }

        private void addColumn(String name, @Nullable Object value) {
            boolean known = name.equals("position")
                    || name.equals("rank")
                    || poll.columns().stream().anyMatch(column -> column.name().equals(name));
            if (!known) {
                poll.addColumn(new Column(name, value instanceof Number ? ColumnType.DECIMAL : ColumnType.TEXT));
            }
        }

        private static @Nullable String text(Column column, @Nullable Object value, @Nullable String before) {
            if (value == null) {
                return null;
            }
            if (before != null
                    && value instanceof BigDecimal number
                    && number.compareTo(ExactNumbers.of(before)) == 0) {
                // Stored as the vendor wrote it, with the zeros at its end.
                return before;
            }
            String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
            return column.type().normalize(text).orElse(null);
        }
    }
}
