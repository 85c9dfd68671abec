package io.rankwire.document.export;

import io.rankwire.document.format.CsvStyle;
import io.rankwire.document.format.Fields;
import io.rankwire.document.format.FileStyle;
import io.rankwire.document.format.Format;
import io.rankwire.document.format.PageCompression;
import io.rankwire.source.Endpoint;
import io.rankwire.text.CommaList;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.WrittenPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a file is to be.
 *
 * @param format its format
 * @param columns which columns, in which order; empty for all
 * @param style how it is written where its format leaves that open
 * @param packing what it is wrapped in
 * @param fileName the name without its ending; see {@link FileName}
 */
public record ExportOptions(Format format, List<String> columns, FileStyle style, Packing packing, String fileName) {

    public ExportOptions {
        columns = List.copyOf(columns);
        if (format != Format.CSV) {
            checkPlain(style.csv(), format);
        }
        if (format != Format.PARQUET && style.pages() != FileStyle.USUAL.pages()) {
            throw new OperatorMistake("parquetCompression is " + style.pages().word() + " with format " + format.word()
                    + "; it is for format parquet");
        }
        if (format.isPacked() && packing.compress() != Compression.NONE) {
            throw new OperatorMistake("compress is " + packing.compress().word() + " with format " + format.word()
                    + ", which is packed already; leave it at " + Compression.NONE.word());
        }
        FileName.check(fileName);
    }

    private static void checkPlain(CsvStyle csv, Format format) {
        String set = csv.forExcel()
                ? "forExcel is true"
                : csv.byteOrderMark()
                        ? "bom is true"
                        : csv.delimiter() != CsvStyle.USUAL.delimiter()
                                ? "delimiter is " + csv.delimiter().word()
                                : null;
        if (set != null) {
            throw new OperatorMistake(set + " with format " + format.word() + "; it is for format csv");
        }
    }

    /** The same for a person who opens it: text in a CSV file that would act as a formula is guarded. */
    public static ExportOptions forPeople(Format format) {
        CsvStyle style = format == Format.CSV ? CsvStyle.FOR_PEOPLE : CsvStyle.USUAL;
        return new ExportOptions(format, List.of(), FileStyle.of(style), Packing.NONE, FileName.USUAL);
    }

    /** All columns, not packed, under the usual name. */
    public static ExportOptions of(Format format) {
        return new ExportOptions(format, List.of(), FileStyle.USUAL, Packing.NONE, FileName.USUAL);
    }

    /** The columns that rankings of an endpoint have, in the order of files; {@code raw} comes on top in JSON. */
    public static List<String> columns(Endpoint endpoint) {
        return Fields.names(endpoint);
    }

    /**
     * Reads the parameters of the kamelet {@code export}; one that is absent or blank has its default.
     *
     * @param files where a path that an operator wrote leads to
     * @throws OperatorMistake naming the parameter, its value and what is allowed
     */
    public static ExportOptions parse(Map<String, String> parameters, Function<String, Path> files) {
        Words words = new Words(parameters);
        CsvStyle csv = new CsvStyle(
                CsvStyle.Delimiter.parse(
                        words.get("delimiter", CsvStyle.USUAL.delimiter().word())),
                words.is("bom"),
                words.is("forExcel"));
        String key = words.get("encryptFor", null);
        if (key != null) {
            WrittenPath.LOCAL.check("encryptFor", key);
        }
        Packing packing = new Packing(
                Compression.parse(words.get("compress", Compression.NONE.word())),
                Optional.ofNullable(key).map(files));
        return new ExportOptions(
                Format.parse(words.get("format", Format.CSV.word())),
                CommaList.parse(words.get("columns", "")),
                new FileStyle(
                        csv,
                        PageCompression.parse(words.get(
                                "parquetCompression", FileStyle.USUAL.pages().word()))),
                packing,
                words.get("fileName", FileName.USUAL));
    }

    private record Words(Map<String, String> parameters) {
        String get(String name, String otherwise) {
            String value = parameters.get(name);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }

        boolean is(String name) {
            String value = get(name, "false");
            if (!value.equals("true") && !value.equals("false")) {
                throw new OperatorMistake(name + " is '" + value + "'; it must be true or false");
            }
            return value.equals("true");
        }
    }
}
