package io.rankwire.document.format;

import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a CSV file is written.
 *
 * @param delimiter what stands between values
 * @param byteOrderMark whether the file says with its first three bytes that it is UTF-8
 * @param forExcel for a person with a spreadsheet: text that would act as a formula gets an apostrophe in front, text that
 *     would become a number or a day is kept by {@code ="…"}, the byte order mark is there, and a first line
 *     {@code sep=;} names a delimiter other than the comma. Values are then no longer byte for byte the vendor's
 */
public record CsvStyle(Delimiter delimiter, boolean byteOrderMark, boolean forExcel) {
    /** RFC 4180, for machines. */
    public static final CsvStyle USUAL = new CsvStyle(Delimiter.COMMA, false, false);

    /** For a person who opens it in a spreadsheet. */
    public static final CsvStyle FOR_PEOPLE = new CsvStyle(Delimiter.COMMA, true, true);

    /** What stands between values. */
    public enum Delimiter {
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t');

        private final char character;

        Delimiter(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }

        /** What operators write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads {@code comma}, {@code semicolon} or {@code tab}.
         *
         * @throws OperatorMistake naming the value and those that are allowed
         */
        public static Delimiter parse(String text) {
            return Arrays.stream(values())
                    .filter(delimiter -> delimiter.word().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new OperatorMistake("delimiter is '" + text + "'; it must be one of "
                            + Arrays.stream(values()).map(Delimiter::word).collect(Collectors.joining(", "))));
        }
    }
}
