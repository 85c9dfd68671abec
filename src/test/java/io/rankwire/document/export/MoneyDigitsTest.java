package io.rankwire.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.document.ShippedPages;
import io.rankwire.document.ShippedRankings;
import io.rankwire.document.format.Format;
import io.rankwire.ranking.Snapshot;
import io.rankwire.transport.webhook.Announcement;
import io.rankwire.transport.webhook.Chat;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Amounts have the decimals of their currency, by CLDR, wherever people read them. */
class MoneyDigitsTest {
    private static final List<String> CURRENCIES = List.of("JPY", "JPY", "VND", "KWD", "USD", "CLF");

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    @BeforeEach
    void openStore() {
        rankings = new Rankings(home);
    }

    private Snapshot inManyCurrencies() {
        String rows = Stream.iterate(0, i -> i < CURRENCIES.size(), i -> i + 1)
                .map(i -> """
                        {"product_id":"%d","title":"Product %d","currency":"%s","gmv":"950.5"}""".formatted(i, i, CURRENCIES.get(i)))
                .collect(Collectors.joining(","));
        return rankings.fetchPages("2026-W13", """
                {"code":0,"msg":"","data":{"list":[%s,{"product_id":"9","title":"Product 9","gmv":"950.5"},\
                {"product_id":"10","title":"Product 10","currency":"JPY","gmv":"950.5","gmv_usd":"6.2"}]}}""".formatted(rows).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Chat.class)
    void inAChat(Chat chat) throws Exception {
        byte[] message =
                chat.write(Announcement.of(rankings.snapshots(), inManyCurrencies(), Rankings.FEED, List.of(), 8));

        JsonNode json = new ObjectMapper().readTree(message);
        String text = json.findValues(chat == Chat.DISCORD ? "description" : "text").stream()
                .map(found -> found.isObject() ? found.path("text").asText() : found.asText())
                .collect(Collectors.joining("\n"))
                .replace('\u00a0', ' ')
                .replace("\\", "");
        assertThat(text.lines().filter(line -> line.matches("\\d+ · Product.*")).limit(8))
                .containsExactly(
                        "1 · Product 0 · JPY 951",
                        "2 · Product 1 · JPY 951",
                        "3 · Product 2 · VND 951",
                        "4 · Product 3 · KWD 950.500",
                        "5 · Product 4 · USD 950.50",
                        "6 · Product 5 · CLF 950.5000",
                        "7 · Product 9 · 950.50",
                        "8 · Product 10 · USD 6.20");
    }

    private List<String> shown(ExportOptions options, Exporter exporter, Snapshot snapshot, String column)
            throws Exception {
        Document document = exporter.export(snapshot, Rankings.FEED, options, home.resolve("out"));
        try (InputStream in = Files.newInputStream(document.file());
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            XSSFSheet sheet = workbook.getSheet("Ranking");
            List<String> shown = new ArrayList<>();
            for (int line = 1; line <= sheet.getLastRowNum(); line++) {
                for (Cell heading : sheet.getRow(0)) {
                    if (heading.getStringCellValue().equals(column)) {
                        Cell cell = sheet.getRow(line).getCell(heading.getColumnIndex());
                        shown.add(cell.getCellStyle().getDataFormatString() + " "
                                + new DataFormatter(java.util.Locale.ROOT).formatCellValue(cell));
                    }
                }
            }
            return shown;
        }
    }

    @Test
    void inAWorkbook() throws Exception {
        Exporter exporter = new Exporter(rankings.snapshots(), Rankings.CLOCK);
        ExportOptions options = Chosen.file(Format.XLSX);
        Snapshot snapshot = inManyCurrencies();

        assertThat(shown(options, exporter, snapshot, "gmv"))
                .containsExactly(
                        "#,##0 951",
                        "#,##0 951",
                        "#,##0 951",
                        "#,##0.000 950.500",
                        "#,##0.00 950.50",
                        "#,##0.0000 950.5000",
                        "#,##0.00 950.50",
                        "#,##0 951");
        assertThat(shown(options, exporter, snapshot, "gmvUsd")).last().isEqualTo("#,##0.00 6.20");
    }

    @Test
    void inAColumnOfASourceOfItsOwn() throws Exception {
        ShippedPages pages = ShippedPages.ANALYTICS;
        String page = new String(
                pages.page(List.of(1, 2), ShippedRankings.third(pages).vendorValue()), StandardCharsets.UTF_8);
        Snapshot snapshot = new ShippedRankings(rankings)
                .fetch(
                        pages,
                        ShippedRankings.third(pages),
                        page.replace("USD", "JPY").getBytes(StandardCharsets.UTF_8));
        Exporter exporter = new Exporter(
                rankings.snapshots(),
                Rankings.CLOCK,
                of -> ShippedRankings.source(pages).endpoint().report().money());

        assertThat(shown(Chosen.file(Format.XLSX), exporter, snapshot, "averagePrice"))
                .isNotEmpty()
                .allMatch(cell -> cell.matches("#,##0 [0-9,]+"), "without decimals");
    }
}
