package io.rankwire.document;

import java.util.List;

/**
 * How a file is to be.
 *
 * @param format its format
 * @param columns which columns, in which order; empty for all
 * @param compress how it is packed
 * @param forExcel for a person with a spreadsheet: text that would act as a formula gets an apostrophe in front, and
 *     the file says that it is UTF-8. Values are then no longer byte for byte the vendor's
 * @param fileName the name without its ending; see {@link FileName}
 */
public record ExportOptions(
        Format format, List<String> columns, Compression compress, boolean forExcel, String fileName) {

    public ExportOptions {
        columns = List.copyOf(columns);
        if (forExcel && format != Format.CSV) {
            throw new IllegalArgumentException(
                    "forExcel is true with format " + format.word() + "; it is for format csv");
        }
        FileName.check(fileName);
    }

    /** All columns, not packed, under the usual name. */
    public static ExportOptions of(Format format) {
        return new ExportOptions(format, List.of(), Compression.NONE, false, FileName.USUAL);
    }
}
