package io.rankwire.document;

import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.export.Packing;
import io.rankwire.document.format.CsvStyle;
import io.rankwire.document.format.FileStyle;
import io.rankwire.document.format.Format;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.kamelet.Shipped;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

/** Options of files and reports, with the defaults of the shipped kamelets. */
public final class Chosen {
    private static final ExportOptions FILE = file(Map.of());

    public static final String FILE_NAME = FILE.fileName();
    public static final FileStyle STYLE = FILE.style();
    public static final CsvStyle CSV = STYLE.csv();
    public static final CsvStyle CSV_FOR_EXCEL =
            file(Map.of("forExcel", "true")).style().csv();
    public static final Packing UNPACKED = FILE.packing();
    public static final ReportOptions REPORT = report(Map.of());

    private Chosen() {}

    public static FileStyle style(CsvStyle csv) {
        return new FileStyle(csv, STYLE.pages());
    }

    public static ExportOptions file(Format format) {
        return file(Map.of("format", format.word()));
    }

    public static ExportOptions file(Map<String, String> parameters) {
        return ExportOptions.parse(Shipped.kamelet("export").options("", parameters), Path.of("/home")::resolve);
    }

    public static ReportOptions report(Map<String, String> parameters) {
        return ReportOptions.parse(Shipped.kamelet("ranking-report").options("", parameters), ZoneOffset.UTC, null);
    }
}
