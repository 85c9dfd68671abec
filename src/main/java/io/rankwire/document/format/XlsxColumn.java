package io.rankwire.document.format;

import io.rankwire.ranking.Row;
import io.rankwire.source.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dhatim.fastexcel.Worksheet;

/**
 * A column of a sheet. A value is a number where the spreadsheet's own numbers hold it exactly, else text with every
 * digit. Text is marked as text, so that it stays text when the cell is edited: no id becomes a number,
 * nothing becomes a formula.
 */
final class XlsxColumn {
    /** More significant digits than this are rounded by a spreadsheet. */
    private static final int EXACT_DIGITS = 15;
    /** Well within the range of its numbers. */
    private static final int LARGEST_EXPONENT = 300;
    /** A longer text that is marked as text is shown as a row of hashes by some versions of Excel. */
    private static final int LONGEST_MARKED = 255;
    /** The calendar of a spreadsheet has a day too many before this one. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** By how many decimals there are. */
    private static final List<String> DECIMALS = List.of("#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000");

    private static final String AS_TEXT = "@";
    /**
     * So many texts of a column are kept for the whole workbook, which names them by a number wherever they come again.
     * All others are written where they are: there may be a million, and they would all be in memory.
     */
    private static final int MOST_SHARED = 1_000;

    /** How a cell looks that says where a row came from. The word says it too, for readers who do not see the colour. */
    private enum Tone {
        GOOD("C6EFCE", "006100"),
        BAD("FFC7CE", "9C0006");

        private final String fill;
        private final String ink;

        Tone(String fill, String ink) {
            this.fill = fill;
            this.ink = ink;
        }

        static Optional<Tone> of(String movement) {
            return switch (movement) {
                case "new", "up", "re-entry" -> Optional.of(GOOD);
                case "down" -> Optional.of(BAD);
                default -> Optional.empty();
            };
        }
    }

    private final int at;
    private final Field field;
    private final Set<String> shared = new HashSet<>();

    /** A column for a field, counted from 0. */
    XlsxColumn(int at, Field field) {
        this.at = at;
        this.field = field;
    }

    /** Writes the heading, and how wide the column is. */
    void head(Worksheet sheet) {
        sheet.inlineString(0, at, XlsxText.of(field.name()));
        sheet.width(at, width());
    }

    /** Fills the lines from the first one on with what the rows have in this column. */
    void fill(Worksheet sheet, int first, List<Row> rows) {
        for (int from = 0, to; from < rows.size(); from = to) {
            to = endOfAlike(rows, from);
            sheet.range(first + from, at, first + to - 1, at)
                    .style()
                    .format(format(rows.get(from)))
                    .set();
        }
        for (int i = 0; i < rows.size(); i++) {
            String value = field.value(rows.get(i));
            if (value != null) {
                write(sheet, first + i, value);
            }
        }
    }

    /** Where rows begin that look otherwise. A style of its own for every cell takes as long as all the rest. */
    private int endOfAlike(List<Row> rows, int from) {
        String format = format(rows.get(from));
        int to = from + 1;
        while (to < rows.size() && format(rows.get(to)).equals(format)) {
            to++;
        }
        return to;
    }

    private String format(Row row) {
        return switch (field.type()) {
            case TEXT -> AS_TEXT;
            case INTEGER -> "#,##0";
            case DECIMAL -> DECIMALS.get(field.decimals(row));
            case RATE -> "0.00%";
            case DATE -> "yyyy-mm-dd";
        };
    }

    /** In characters: wide enough for what the column usually has, and for its heading with the filter's button. */
    private int width() {
        int usual =
                switch (field.type()) {
                    case TEXT -> textWidth(field.name());
                    case INTEGER -> field.place() ? 9 : 14;
                    case DECIMAL -> 18;
                    case RATE -> 10;
                    case DATE -> 12;
                };
        return Math.max(usual, Math.min(field.name().length() + 4, 40));
    }

    private static int textWidth(String name) {
        return switch (name) {
            case "key" -> 22;
            case "name" -> 48;
            case "url", "imageUrl" -> 32;
            case "region", "currency", "movement" -> 10;
            default -> 20;
        };
    }

    private void write(Worksheet sheet, int line, String value) {
        Optional<? extends Number> number = number(value);
        Optional<LocalDate> day = field.type() == ColumnType.DATE ? day(value) : Optional.empty();
        if (number.isPresent()) {
            sheet.value(line, at, number.get());
        } else if (day.isPresent()) {
            sheet.value(line, at, day.get());
        } else {
            writeText(sheet, line, value);
        }
    }

    private void writeText(Worksheet sheet, int line, String value) {
        if (isShared(value)) {
            sheet.value(line, at, XlsxText.of(value));
        } else {
            sheet.inlineString(line, at, XlsxText.of(value));
        }
        if (value.length() > LONGEST_MARKED) {
            sheet.style(line, at).format("General").set();
        } else if (field.type() != ColumnType.TEXT) {
            sheet.style(line, at).format(AS_TEXT).set();
        }
        if (field.isMovement()) {
            Tone.of(value).ifPresent(tone -> sheet.style(line, at)
                    .fillColor(tone.fill)
                    .fontColor(tone.ink)
                    .set());
        }
    }

    private boolean isShared(String value) {
        boolean isShort = value.length() <= LONGEST_MARKED;
        return isShort && (shared.contains(value) || (shared.size() < MOST_SHARED && shared.add(value)));
    }

    private Optional<? extends Number> number(String value) {
        if (!field.isNumber(value)) {
            return Optional.empty();
        }
        if (value.length() <= EXACT_DIGITS) {
            return Optional.of(value.indexOf('.') < 0 ? Long.valueOf(value) : new BigDecimal(value));
        }
        BigDecimal number = new BigDecimal(value);
        BigDecimal shortest = number.stripTrailingZeros();
        boolean exact = shortest.precision() <= EXACT_DIGITS && Math.abs(shortest.scale()) <= LARGEST_EXPONENT;
        return exact ? Optional.of(number) : Optional.empty();
    }

    private static Optional<LocalDate> day(String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            return day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY) ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
