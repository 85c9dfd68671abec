package io.rankwire.document.format;

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
    }
}
