package io.rankwire.document.format;

import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Column;
import io.rankwire.source.ColumnType;
import io.rankwire.source.Endpoint;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns that the files of a snapshot can have. */
public final class Fields {
    /** The name of the item as it came, in formats that can hold it. */
    public static final String RAW = "raw";

    private static final int STANDARD = Endpoint.STANDARD.size();
    private static final int CURRENCY = Endpoint.STANDARD.indexOf(new Column("currency", ColumnType.TEXT));
    private static final int GMV = Endpoint.STANDARD.indexOf(new Column("gmv", ColumnType.DECIMAL));
    private static final int GMV_USD = Endpoint.STANDARD.indexOf(new Column("gmvUsd", ColumnType.DECIMAL));

    private Fields() {}

    /**
     * Every column: place, the standard ones, movement, and then the source's own.
     *
     * @param money those of the source's own that hold amounts, in the currency that the row names
     */
    public static List<Field> of(Snapshot snapshot, Set<String> money) {
        List<Field> fields = new ArrayList<>(standard(snapshot));
        Set<String> taken = new HashSet<>(fields.stream().map(Field::name).toList());
        taken.addAll(List.of(RAW, Field.OTHER_VALUES));
        List<Column> columns = snapshot.columns();
        for (int i = STANDARD; i < columns.size(); i++) {
            Field field =
                    column(free(columns.get(i).name(), taken), columns.get(i).type(), i);
            fields.add(money.contains(columns.get(i).name()) ? field.of(Fields::currency) : field);
        }
        String sort = snapshot.sortColumn().map(i -> columns.get(i).name()).orElse("");
        fields.replaceAll(field ->
                field.name().equals(Field.SORT_VALUE) && money.contains(sort) ? field.of(Fields::currency) : field);
        return List.copyOf(fields);
    }

    /** The names of the columns that every snapshot of an endpoint has. */
    public static List<String> names(Endpoint endpoint) {
        List<String> names = new ArrayList<>(List.of("position", "rank"));
        Endpoint.STANDARD.forEach(column -> names.add(column.name()));
        names.addAll(List.of(Field.SORT_VALUE, "previousRank", "change", Field.MOVEMENT));
        Set<String> taken = new HashSet<>(names);
        taken.addAll(List.of(RAW, Field.OTHER_VALUES));
        endpoint.columns().keySet().forEach(name -> names.add(free(name, taken)));
        return List.copyOf(names);
    }

    /** The columns that every file has, whatever its source. */
    public static List<Field> standard(Snapshot snapshot) {
        List<Field> fields = new ArrayList<>();
        fields.add(place("position", Row::position));
        fields.add(place("rank", Row::rank));
        for (int i = 0; i < STANDARD; i++) {
            fields.add(column(
                    Endpoint.STANDARD.get(i).name(), Endpoint.STANDARD.get(i).type(), i));
        }
        int sort = snapshot.sortColumn().orElse(-1);
        ColumnType sortType =
                sort < 0 ? ColumnType.TEXT : snapshot.columns().get(sort).type();
        fields.add(column(Field.SORT_VALUE, sortType, sort));
        fields.add(place("previousRank", row -> row.movement().previousRank()));
        fields.add(place("change", row -> row.movement().change(row.rank())));
        fields.add(new Field(Field.MOVEMENT, ColumnType.TEXT, false, Fields::movement));
        return List.copyOf(fields);
    }

    /**
     * The columns chosen, in the order chosen.
     *
     * @throws OperatorMistake naming every choice that is not there, or is there twice
     */
    public static List<Field> choose(List<Field> all, List<String> names, boolean hasRaw) {
        Map<String, Field> byName = new LinkedHashMap<>();
        all.forEach(field -> byName.put(field.name(), field));
        List<String> wrong = names.stream()
                .filter(name -> !byName.containsKey(name) && !(hasRaw && name.equals(RAW)))
                .toList();
        if (!wrong.isEmpty()) {
            throw new OperatorMistake("columns names '" + String.join("', '", wrong) + "'; the columns here are "
                    + String.join(", ", byName.keySet()) + (hasRaw ? ", " + RAW : ""));
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new OperatorMistake("columns names a column twice: " + String.join(", ", names) + "; name each once");
        }
        return names.stream().map(byName::get).filter(Objects::nonNull).toList();
    }

    /** A source may call a column what every ranking calls something else. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        while (!taken.add(free)) {
            free = "source" + free.substring(0, 1).toUpperCase(Locale.ROOT) + free.substring(1);
        }
        return free;
    }

    private static Field column(String name, ColumnType type, int place) {
        Field field = new Field(name, type, false, row -> row.value(place));
        if (place == GMV_USD) {
            return field.of(row -> "USD");
        }
        return place == GMV ? field.of(Fields::currency) : field;
    }

    private static String currency(Row row) {
        String currency = row.value(CURRENCY);
        return currency == null ? "" : currency.strip();
    }

    private static Field place(String name, Function<Row, @Nullable Integer> from) {
        return new Field(name, ColumnType.INTEGER, true, row -> {
            Integer number = from.apply(row);
            return number == null ? null : number.toString();
        });
    }

    private static @Nullable String movement(Row row) {
        Movement.Label label = row.movement().label();
        return label == Movement.Label.NONE ? null : label.word();
    }
}
