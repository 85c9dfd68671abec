package io.rankwire.document.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.document.Chosen;
import io.rankwire.document.Compatibility;
import io.rankwire.document.OtherReader;
import io.rankwire.document.Rankings;
import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.export.Exporter;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.Version;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our files as the programs that people use read them. What they find is what {@code docs/compatibility.md} says. */
class ReadersTest {
    private static final List<List<Object>> NAMES = List.of(
            List.of("1729384756473829103", "  blanks at the ends  ", 1),
            List.of("007", "a line feed at the end\n", 2),
            List.of("SEP-7", "\n\ta tab and a line feed before", 3),
            List.of("1E5", "=1+1", 999_999_999_999_999L),
            List.of("2026-03-29", "样品精华液 😀 <b>&", 5),
            List.of("TRUE", "_x0041_", 0));

    private static final List<String> DECIMALS =
            List.of("0.1", "12345678901234567890.5", "-3.25", "99.999999999", "1000000", "0.0000000001");

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    private Path readers;

    @BeforeEach
    void find() {
        Optional<Path> found = OtherReader.folder();
        assumeTrue(
                found.isPresent(), "not run: RANKWIRE_READERS names no folder with readers, or LibreOffice is missing");
        readers = found.get();
        rankings = new Rankings(home);
    }

    private Path export(Snapshot snapshot, ExportOptions options, String folder) {
        return new Exporter(rankings.snapshots(), Rankings.CLOCK)
                .export(snapshot, Rankings.FEED, options, home.resolve(folder))
                .file();
    }

    private static byte[] page(List<Map<String, Object>> items) throws IOException {
        return new ObjectMapper().writeValueAsBytes(Map.of("code", 0, "msg", "", "data", Map.of("list", items)));
    }

    private Snapshot names() throws IOException {
        List<Map<String, Object>> items = new ArrayList<>();
        for (List<Object> row : NAMES) {
            items.add(Map.of("product_id", row.get(0), "title", row.get(1), "sold", row.get(2)));
        }
        // What a page holds, and the rest.
        return rankings.fetchPages("2026-W13", page(items.subList(0, 5)), page(items.subList(5, items.size())));
    }

    private static ExportOptions options(Format format, CsvStyle csv) {
        return new ExportOptions(
                format, List.of("key", "name", "units"), Chosen.style(csv), Chosen.UNPACKED, Chosen.FILE_NAME);
    }

    private static List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>(List.of(List.of("key", "name", "units")));
        rows.addAll(NAMES);
        return rows;
    }

    @Test
    void aWorkbookArrivesCellByCell() throws Exception {
        Path file = export(names(), options(Format.XLSX, Chosen.CSV), "xlsx");
        Compatibility table = new Compatibility("xlsx", "read with");

        for (String reader :
                List.of("openpyxl", "openpyxl read-only", "calamine", "polars read_excel", "DuckDB excel")) {
            OtherReader.Found found = OtherReader.python(readers, reader, List.of(file));
            table.found(reader, found.version(), "XLSX", outcome(found.rows()));
        }
        for (String reader : List.of("SheetJS", "excelize-wasm")) {
            OtherReader.Found found = OtherReader.node(readers, reader, file);
            table.found(reader, found.version(), "XLSX", outcome(found.rows()));
        }
        table.found("Apache POI", Version.getVersion(), "XLSX", outcome(poi(file)));
        table.found(
                "LibreOffice Calc",
                OtherReader.officeVersion(),
                "XLSX",
                outcome(poi(OtherReader.office(file, home.resolve("office")))));

        table.check(true);
    }

    @Test
    void idsInACsvForPeopleSurviveASpreadsheet() throws Exception {
        Snapshot snapshot = names();
        Path forPeople = export(snapshot, options(Format.CSV, Chosen.CSV_FOR_EXCEL), "people");
        Path forMachines = export(snapshot, options(Format.CSV, Chosen.CSV), "machines");
        Compatibility table = new Compatibility("csv", "read with");

        for (Path file : List.of(forPeople, forMachines)) {
            List<List<Object>> rows =
                    poi(OtherReader.office(file, home.resolve("office"), "--infilter=CSV:44,34,76,1"));
            table.found(
                    "LibreOffice Calc",
                    OtherReader.officeVersion(),
                    file == forPeople ? "CSV for people (`forExcel`, mails): ids" : "CSV for machines: ids",
                    column(rows, 0).equals(column(expected(), 0))
                            ? "every character"
                            : "numbers and days are made of " + lost(column(rows, 0), column(expected(), 0)));
        }

        table.check(true);
    }

    /** Amounts of three days, whose files read alone would need other decimals, read as one table in both orders. */
    @Test
    void parquetFilesOfSeveralDaysAreOneTable() throws Exception {
        List<PageCompression> compressions =
                List.of(PageCompression.ZSTD, PageCompression.SNAPPY, PageCompression.NONE);
        List<Path> files = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            List<Map<String, Object>> items = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                items.add(Map.of("product_id", day + "-" + i, "gmv", DECIMALS.get(2 * day + i), "sold", i));
            }
            files.add(export(
                    rankings.fetchPages("2026-W1" + day, page(items)),
                    new ExportOptions(
                            Format.PARQUET,
                            List.of("key", "gmv", "units"),
                            new FileStyle(Chosen.CSV, compressions.get(day)),
                            Chosen.UNPACKED,
                            Chosen.FILE_NAME),
                    "parquet"));
        }
        List<Path> reversed = new ArrayList<>(files);
        Collections.reverse(reversed);
        Compatibility table = new Compatibility("parquet", "read with");

        for (String reader : List.of("DuckDB", "DuckDB union_by_name", "polars", "pyarrow", "pandas")) {
            OtherReader.Found found = OtherReader.python(readers, reader, files);
            OtherReader.Found backwards = OtherReader.python(readers, reader, reversed);
            boolean same = amounts(found.rows()).equals(amounts(backwards.rows()));
            boolean exact = amounts(found.rows())
                    .equals(DECIMALS.stream().map(ReadersTest::nine).sorted().toList());
            table.found(
                    reader,
                    found.version(),
                    "three files, zstd, snappy and none, in both orders",
                    same && exact ? "the same figures" : "differs: " + amounts(found.rows()));
        }

        table.check(true);
    }

    private static List<BigDecimal> amounts(List<List<Object>> rows) {
        return rows.stream()
                .skip(1)
                .map(row -> nine(row.get(1).toString()))
                .sorted()
                .toList();
    }

    private static BigDecimal nine(String number) {
        return new BigDecimal(number).setScale(9, java.math.RoundingMode.HALF_UP);
    }

    private static List<Object> column(List<List<Object>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    private static String lost(List<Object> found, List<Object> expected) {
        List<Object> lost = new ArrayList<>(expected);
        lost.removeAll(found);
        return lost.toString();
    }

    /** What of a workbook arrived: in a few words, so that the table can say it. */
    private static String outcome(List<List<Object>> rows) {
        List<List<Object>> expected = expected();
        if (rows.size() != expected.size()
                || rows.get(0).size() != expected.get(0).size()) {
            return rows.size() + " lines of " + expected.size();
        }
        List<String> differing = new ArrayList<>();
        for (int line = 0; line < rows.size(); line++) {
            for (int column = 0; column < expected.get(line).size(); column++) {
                Object want = expected.get(line).get(column);
                Object got = rows.get(line).get(column);
                boolean same = (want instanceof Number number && got instanceof Number other)
                        ? number.doubleValue() == other.doubleValue()
                        : want.equals(got);
                if (!same) {
                    differing.add(want.toString().replace("\n", "\\n").replace("\t", "\\t"));
                }
            }
        }
        return differing.isEmpty()
                ? "every cell, blanks and line feeds at the ends too"
                : "all but `" + String.join("`, `", differing) + "`";
    }

    private static List<List<Object>> poi(Path file) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            for (Row row : workbook.getSheetAt(0)) {
                Object[] cells = new Object[3];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = value(row.getCell(i));
                }
                rows.add(Arrays.asList(cells));
            }
        }
        return rows;
    }

    private static Object value(Cell cell) {
        if (cell == null) {
            return null;
        }
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> cell.getNumericCellValue();
            case BOOLEAN -> cell.getBooleanCellValue();
            default -> cell.getStringCellValue();
        };
    }
}
