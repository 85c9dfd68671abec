package io.rankwire.document.format;

import io.rankwire.ranking.Row;
import io.rankwire.source.ColumnType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a file.
 *
 * @param name its heading
 * @param type what its values are
 * @param place whether it is a place in the ranking, or a number of places, which an int always holds
 * @param from its value in a row, as text; null for missing
 * @param currency that an amount in a row is in, empty where the row does not say; null for a column without amounts
 */
public record Field(
        String name,
        ColumnType type,
        boolean place,
        Function<Row, @Nullable String> from,
        @Nullable Function<Row, String> currency) {
    /** The name of the word for where a row stood before. No source's column has it. */
    static final String MOVEMENT = "movement";

    /** The name of what the vendor's order is by. */
    static final String SORT_VALUE = "sortValue";

    /** The name of a JSON object of those values of a row that its columns do not hold exactly; missing when they hold all. */
    static final String OTHER_VALUES = "otherValues";

    /** A column without amounts of money. */
    Field(String name, ColumnType type, boolean place, Function<Row, @Nullable String> from) {
        this(name, type, place, from, null);
    }

    /** The same column, of amounts in that currency. */
    Field of(Function<Row, String> money) {
        return new Field(name, type, place, from, money);
    }

    /** How many decimals the row's value is shown with, where it is a decimal number. */
    int decimals(Row row) {
        return CurrencyDigits.of(currency == null ? "" : currency.apply(row));
    }

    /** The row's value in this column; null for missing. */
    @Nullable
    String value(Row row) {
        return from.apply(row);
    }

    /**
     * Whether the value is to be written as a number. A column's type alone does not say so: row steps put any text
     * into any column.
     */
    boolean isNumber(String value) {
        return type.numeric() && ColumnType.isPlainNumber(value);
    }

    /** Whether it says in a word where the row stood before. */
    boolean isMovement() {
        return name.equals(MOVEMENT);
    }
}
