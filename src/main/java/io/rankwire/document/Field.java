package io.rankwire.document;

import io.rankwire.ranking.Row;
import io.rankwire.vendor.ColumnType;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One column of a file.
 *
 * @param name its heading
 * @param type what its values are
 * @param place whether it is a place in the ranking, or a number of places, which an int always holds
 * @param from its value in a row, as text; null for missing
 */
record Field(String name, ColumnType type, boolean place, Function<Row, String> from) {
    /** What JSON takes for a number (RFC 8259, section 6), without an exponent. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    /** The row's value in this column; null for missing. */
    String value(Row row) {
        return wellFormed(from.apply(row));
    }

    /**
     * Whether the value is to be written as a number. A column's type alone does not say so: row steps put any text
     * into any column.
     */
    boolean isNumber(String value) {
        return type.numeric() && NUMBER.matcher(value).matches();
    }

    /** Whether it says in a word where the row stood before. */
    boolean isMovement() {
        return name.equals(Fields.MOVEMENT);
    }

    /** Half a character, as it is left when a vendor cuts a name short, has no bytes in UTF-8. */
    private static String wellFormed(String text) {
        if (text == null || text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
