package io.rankwire.document.format;

import io.rankwire.source.ColumnType;
import java.util.regex.Pattern;

/**
 * Values of a CSV file as a spreadsheet keeps them. A file of that format does not say what is text, so a spreadsheet
 * guesses: an id of 19 digits is rounded, {@code SEP-7} becomes a day, {@code 007} becomes 7. Such text is written as a
 * formula that yields it, {@code ="007"}, which Excel, LibreOffice and Google Sheets show as the text itself.
 */
final class CsvForPeople {
    /** What makes a spreadsheet calculate, or strip and then calculate (OWASP, CSV injection). */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\0";

    /** More significant digits than this are rounded by a spreadsheet. */
    private static final int EXACT_DIGITS = 15;

    /** Longer text is no number, no day and no time. */
    private static final int LONGEST = 40;

    /** Digits with what stands between, before and after them in numbers, amounts, shares, days and times. */
    private static final Pattern NUMBER = Pattern.compile(
            "[\\p{Sc}\\p{Z}(+-]*[0-9.,]*[0-9][0-9.,:/'’\\p{Z}\\p{Sc}%()+-]*([eE][+-]?[0-9]+)?([aApP]\\.?[mM]?\\.?)?");

    /** A day's month, in whatever language the spreadsheet knows them: one word with digits before or after it. */
    private static final Pattern MONTH =
            Pattern.compile("[0-9]{0,4}[ ./-]?\\p{L}{3,10}\\.?[ ,./-]{0,2}[0-9]{0,4}([ ,./-]{1,2}[0-9]{1,4})?");

    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false|wahr|falsch|vrai|faux");

    private CsvForPeople() {}

    /** The value as it is written. */
    static String of(Field field, String value) {
        if (value.isEmpty()) {
            return value;
        }
        boolean number = field.isNumber(value);
        if (number ? isRounded(value) : isGuessed(field, value)) {
            return "=\"" + value + "\"";
        }
        boolean acts = !number && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
        return acts ? "'" + value : value;
    }

    private static boolean isRounded(String number) {
        return number.chars().filter(c -> c >= '0' && c <= '9').count() > EXACT_DIGITS;
    }

    /** Days of a column of days are days in a spreadsheet too. Nothing that is matched has a quote in it. */
    private static boolean isGuessed(Field field, String value) {
        return field.type() != ColumnType.DATE
                && value.length() <= LONGEST
                && (NUMBER.matcher(value).matches()
                        || TRUTH.matcher(value).matches()
                        || (DIGIT.matcher(value).find() && MONTH.matcher(value).matches()));
    }
}
