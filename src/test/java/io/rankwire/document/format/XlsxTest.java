package io.rankwire.document.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.export.Exporter;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read by Apache POI, which shares no code with the writer. */
class XlsxTest {
    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    @BeforeEach
    void openStore() {
        rankings = new Rankings(home);
    }

    private XSSFWorkbook export(Snapshot snapshot, String... columns) throws IOException {
        ExportOptions options =
                new ExportOptions(Format.XLSX, List.of(columns), Chosen.STYLE, Chosen.UNPACKED, Chosen.FILE_NAME);
        Document document = new Exporter(rankings.snapshots(), Rankings.CLOCK)
                .export(snapshot, Rankings.FEED, options, home.resolve("out"));
        // As a stream, which asks more of the zip than a file does.
        try (InputStream in = Files.newInputStream(document.file())) {
            return new XSSFWorkbook(in);
        }
    }

    /** Every cell on a line: where, what it is, how it is shown, on what colour. */
    private static String cells(XSSFSheet sheet) {
        StringBuilder text = new StringBuilder();
        for (Row row : sheet) {
            for (Cell cell : row) {
                if (cell.getCellType() != CellType.BLANK) {
                    text.append(cell.getAddress())
                            .append(' ')
                            .append(describe(cell))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String describe(Cell cell) {
        XSSFCellStyle style = (XSSFCellStyle) cell.getCellStyle();
        String fill = style.getFillForegroundColorColor() == null
                ? ""
                : " on " + style.getFillForegroundColorColor().getARGBHex();
        String value = cell.getCellType() == CellType.NUMERIC
                ? Double.toString(cell.getNumericCellValue())
                : "'" + cell.getStringCellValue() + "'";
        return cell.getCellType() + " " + value + " [" + style.getDataFormatString() + "]"
                + (style.getFont().getBold() ? " bold" : "") + fill;
    }

    @Test
    void writesARankingAndWhatItIsOf() throws Exception {
        try (XSSFWorkbook workbook = export(rankings.threeWeeks())) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(2);
            assertThat(cells(workbook.getSheet("Ranking"))).isEqualTo(Rankings.golden("xlsx-ranking.txt"));
            assertThat(cells(workbook.getSheet("About"))).isEqualTo(Rankings.golden("xlsx-about.txt"));
        }
    }

    @Test
    void keepsTheHeadingsInSightAndFiltersBelowThem() throws Exception {
        try (XSSFWorkbook workbook = export(rankings.threeWeeks(), "rank", "name", "key", "movement")) {
            XSSFSheet sheet = workbook.getSheet("Ranking");

            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 1);
            assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:D7");
            assertThat(sheet.getColumnWidth(1) / 256).isEqualTo(48);
            assertThat(workbook.getActiveSheetIndex()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1000, 1001, 2500})
    void leavesNoRowOutHoweverManyThereAre(int rows) throws Exception {
        Snapshot snapshot = rankings.large(rows);
        List<String> keys = new ArrayList<>();
        rankings.snapshots().forEachRow(snapshot, row -> keys.add(row.key()));
        try (XSSFWorkbook workbook = export(snapshot, "position", "key")) {
            XSSFSheet sheet = workbook.getSheet("Ranking");
            assertThat(sheet.getPhysicalNumberOfRows()).isEqualTo(rows + 1);
            for (int row = 1; row <= rows; row++) {
                assertThat(sheet.getRow(row).getCell(0).getNumericCellValue()).isEqualTo(row);
                Cell key = sheet.getRow(row).getCell(1);
                assertThat(key.getStringCellValue()).isEqualTo(keys.get(row - 1));
                assertThat(key.getCellStyle().getDataFormatString()).isEqualTo("@");
            }
            assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:B" + (rows + 1));
        }
    }

    @Test
    void saysWhenTheRankingWasFetchedAndNotWhenTheFileWasMade() throws Exception {
        try (XSSFWorkbook workbook = export(rankings.threeWeeks())) {
            var properties = workbook.getProperties().getCoreProperties();
            assertThat(properties.getCreated().toInstant()).isEqualTo("2026-03-31T08:00:00Z");
            assertThat(properties.getTitle()).isEqualTo("us-beauty 2026-W13");
            assertThat(properties.getCreator()).isEqualTo("Rankwire");
        }
    }

    @Test
    void keepsHostileTextAsText() throws Exception {
        Snapshot snapshot = rankings.fetch("2026-W13", "hostile-1", "hostile-2");
        try (XSSFWorkbook workbook = export(snapshot, "key", "name", "category")) {
            assertThat(cells(workbook.getSheet("Ranking"))).isEqualTo(Rankings.golden("xlsx-hostile.txt"));
        }
    }

    @Test
    void leavesOutWhatACellCannotHold() throws Exception {
        try (XSSFWorkbook workbook = export(rankings.fetch("2026-W13", "unprintable"), "key", "name", "category")) {
            assertThat(cells(workbook.getSheet("Ranking"))).isEqualTo(Rankings.golden("xlsx-unprintable.txt"));
        }
    }

    @Test
    void showsTheStartOfATextThatIsTooLong() throws Exception {
        byte[] page = """
                {"code":0,"msg":"","data":{"list":[{"product_id":"1","title":"%s"},{"product_id":"2","title":"%s"}]}}""".formatted("x".repeat(40_000), "y".repeat(256)).getBytes(StandardCharsets.UTF_8);
        try (XSSFWorkbook workbook = export(rankings.fetchPages("2026-W13", page), "name")) {
            XSSFSheet sheet = workbook.getSheet("Ranking");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("x".repeat(32_766) + "…");
            assertThat(sheet.getRow(2).getCell(0).getCellStyle().getDataFormatString())
                    .isEqualTo("General");
        }
    }

    @Test
    void roundsNothing() throws Exception {
        byte[] page = """
                {"code":0,"msg":"","data":{"list":[{"product_id":"1729384756473829103","sold":"9007199254740993",\
                "gmv":"0.1234567890123456","gmv_usd":"123456789012.345","launched":"1899-12-31"},\
                {"product_id":"2","sold":"999999999999999","gmv":"1000000000000000000000","launched":"1900-03-01"}]}}""".getBytes(StandardCharsets.UTF_8);
        try (XSSFWorkbook workbook =
                export(rankings.fetchPages("2026-W13", page), "key", "units", "gmv", "gmvUsd", "launchedOn")) {
            assertThat(cells(workbook.getSheet("Ranking"))).isEqualTo(Rankings.golden("xlsx-digits.txt"));
        }
    }

    @Test
    void sharesItsStyles() throws Exception {
        try (XSSFWorkbook workbook = export(rankings.threeWeeks())) {
            Set<CellStyle> used = new HashSet<>();
            workbook.getSheet("Ranking").forEach(row -> row.forEach(cell -> used.add(cell.getCellStyle())));
            assertThat(workbook.getNumCellStyles()).isLessThan(used.size() + 5);
        }
    }

    @Test
    void writesNoMoreThanASheetHolds() {
        Snapshot large = Rankings.sized(rankings.threeWeeks(), 1, 1_048_576);

        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> export(large))
                .withMessage("the ranking has 1048576 rows, and a sheet of format xlsx holds 1048575; choose csv or"
                        + " parquet");
    }
}
