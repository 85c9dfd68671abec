package io.rankwire.document.export;

import io.rankwire.document.format.CsvStyle;
import io.rankwire.document.format.Fields;
import io.rankwire.document.format.FileStyle;
import io.rankwire.document.format.Format;
import io.rankwire.document.format.PageCompression;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Options;
import java.nio.file.Path;
import java.util.List;
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
        FileName.check(fileName);
    }

    /** The same under the name that files have by themselves. */
    ExportOptions unnamed() {
        return new ExportOptions(format, columns, style, packing, "{period}");
    }

    /** The columns that rankings of an endpoint have, in the order of files; {@code raw} comes on top in JSON. */
    public static List<String> columns(Endpoint endpoint) {
        return Fields.names(endpoint);
    }

    /**
     * Reads the parameters of the kamelet {@code export}.
     *
     * @param files where a path that an operator wrote leads to
     * @throws OperatorMistake naming the parameter, its value and what is allowed
     */
    public static ExportOptions parse(Options options, Function<String, Path> files) {
        Format format = options.choice("format", Format.class);
        checkFormat(options, format);
        return new ExportOptions(
                format,
                options.list("columns"),
                new FileStyle(
                        new CsvStyle(
                                options.choice("delimiter", CsvStyle.Delimiter.class),
                                options.is("bom"),
                                options.is("forExcel")),
                        options.choice("parquetCompression", PageCompression.class)),
                new Packing(
                        options.choice("compress", Compression.class),
                        options.text("encryptFor").map(files)),
                options.required("fileName").strip());
    }

    private static void checkFormat(Options options, Format format) {
        refuseUnless(format, Format.CSV, options, "forExcel", "bom", "delimiter");
        refuseUnless(format, Format.PARQUET, options, "parquetCompression");
        if (format.isPacked() && options.isChanged("compress")) {
            throw options.mistake("compress is " + options.required("compress") + " with format " + format.word()
                    + ", which is packed already; leave it at none");
        }
    }

    private static void refuseUnless(Format format, Format only, Options options, String... names) {
        for (String name : names) {
            if (format != only && options.isChanged(name)) {
                throw options.mistake(name + " is " + options.required(name) + " with format " + format.word()
                        + "; it is for format " + only.word());
            }
        }
    }
}
