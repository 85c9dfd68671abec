package io.rankwire.document.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.export.Exporter;
import io.rankwire.ranking.Snapshot;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Read by DuckDB, which shares no code with the writer. */
class ParquetTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Longer than a decimal with a fraction may be. */
    private static final String LONG = "12345678901234567890123456789012345678";

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    @BeforeEach
    void openStore() {
        rankings = new Rankings(home);
    }

    private Path export(Snapshot snapshot, Format format, String... columns) {
        ExportOptions options =
                new ExportOptions(format, List.of(columns), Chosen.STYLE, Chosen.UNPACKED, Chosen.FILE_NAME);
        return new Exporter(rankings.snapshots(), Rankings.CLOCK)
                .export(snapshot, Rankings.FEED, options, home.resolve("out"))
                .file();
    }

    private static List<List<String>> query(String sql, Path file) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql.formatted("'" + file + "'"))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, String> types(Path file) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        query("describe select * from read_parquet(%s)", file).forEach(row -> types.put(row.get(0), row.get(1)));
        return types;
    }

    @Test
    void typesItsColumns() throws Exception {
        Path file = export(rankings.threeWeeks(), Format.PARQUET);

        StringBuilder types = new StringBuilder();
        types(file)
                .forEach((name, type) ->
                        types.append(name).append(' ').append(type).append('\n'));
        assertThat(types).hasToString(Rankings.golden("parquet-types.txt"));
    }

    @Test
    void holdsTheSameValuesAsJson() throws Exception {
        for (Snapshot snapshot : List.of(
                rankings.threeWeeks(),
                rankings.fetch("2026-W14", "hostile-1", "hostile-2"),
                rankings.fetch("2026-W15", "unprintable"))) {
            Path file = export(snapshot, Format.PARQUET);
            List<String> names = List.copyOf(types(file).keySet());
            List<List<String>> read = query("select * from read_parquet(%s) order by position", file);

            List<String> lines = Files.readAllLines(export(snapshot, Format.JSONL));
            assertThat(read).hasSameSizeAs(lines);
            for (int i = 0; i < lines.size(); i++) {
                JsonNode row = JSON.readTree(lines.get(i));
                for (int column = 0; column < names.size() - 1; column++) {
                    assertSame(read.get(i).get(column), row.get(names.get(column)));
                }
            }
        }
    }

    private static void assertSame(String read, JsonNode expected) {
        if (expected.isNumber()) {
            assertThat(new BigDecimal(read)).isEqualByComparingTo(expected.decimalValue());
        } else {
            assertThat(read).isEqualTo(expected.isNull() ? null : expected.textValue());
        }
    }

    @Test
    void saysInTheFileItselfWhatItIs() throws Exception {
        Path file = export(rankings.threeWeeks(), Format.PARQUET);

        StringBuilder facts = new StringBuilder();
        query("""
                        select decode(key), decode(value) from parquet_kv_metadata(%s)
                        where starts_with(decode(key), 'rankwire.') order by 1""", file).forEach(fact -> facts.append(fact.get(0))
                .append(' ')
                .append(fact.get(1))
                .append('\n'));
        assertThat(facts).hasToString(Rankings.golden("parquet-facts.txt"));
        assertThat(query("select distinct compression from parquet_metadata(%s)", file))
                .containsExactly(List.of("ZSTD"));
        assertThat(query("select created_by from parquet_file_metadata(%s)", file)
                        .get(0)
                        .get(0))
                .startsWith("parquet-mr version 1.18.1");
    }

    @Test
    void leavesNoRowOutHoweverManyThereAre() throws Exception {
        int rows = 12_345;
        Path file = export(rankings.large(rows), Format.PARQUET);

        assertThat(query("select count(distinct key), min(position), max(position), sum(units) from %s", file))
                .containsExactly(List.of("12345", "1", "12345", Long.toString(3L * rows * (rows + 1) / 2)));
    }

    @Test
    void keepsBesideItsColumnWhatThatDoesNotHoldExactly() throws Exception {
        Path file = export(
                rankings.fetchPages(
                        "2026-W13",
                        page(
                                item("1", "9223372036854775807", "0.12345678951", "0.123456789"),
                                item("2", "9223372036854775808", "12345678901234567890123456789.5", "-1.0000000000"),
                                item("3", "1.5", LONG, "-0.1"))),
                Format.PARQUET,
                "key",
                "units",
                "gmv",
                "gmvUsd");

        assertThat(types(file).values())
                .containsExactly("VARCHAR", "BIGINT", "DECIMAL(38,9)", "DECIMAL(38,9)", "VARCHAR");
        assertThat(query("select * from read_parquet(%s)", file))
                .containsExactly(
                        Arrays.asList(
                                "1",
                                "9223372036854775807",
                                "0.123456790",
                                "0.123456789",
                                "{\"gmv\":\"0.12345678951\"}"),
                        Arrays.asList(
                                "2",
                                null,
                                "12345678901234567890123456789.500000000",
                                "-1.000000000",
                                "{\"units\":\"9223372036854775808\"}"),
                        Arrays.asList("3", null, null, "-0.100000000", "{\"units\":\"1.5\",\"gmv\":\"" + LONG + "\"}"));
    }

    @Test
    void hasOneSchemaWhateverTheValuesAre() throws Exception {
        Path whole = export(rankings.fetchPages("2026-W11", page(item("1", "1", "1", "1"))), Format.PARQUET);
        Map<String, String> types = types(whole);
        int week = 12;
        for (byte[] page : List.of(
                page(item("1", "9223372036854775808", "0.00000000000001", LONG)), page(item("1", "-", "", "n/a")))) {
            assertThat(types(export(rankings.fetchPages("2026-W" + week++, page), Format.PARQUET)))
                    .containsExactlyEntriesOf(types);
        }
        try (Rankings byAmount = new Rankings(home.resolve("by-amount"), "gmv")) {
            Path other = new Exporter(byAmount.snapshots(), Rankings.CLOCK)
                    .export(
                            byAmount.threeWeeks(),
                            Rankings.FEED,
                            Chosen.file(Format.PARQUET),
                            home.resolve("by-amount"))
                    .file();
            assertThat(types(other)).containsExactlyEntriesOf(types);
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressesItsPagesAsAsked(PageCompression compression) throws Exception {
        ExportOptions options = new ExportOptions(
                Format.PARQUET,
                List.of("key", "name", "units"),
                new FileStyle(Chosen.CSV, compression),
                Chosen.UNPACKED,
                Chosen.FILE_NAME);
        Path file = new Exporter(rankings.snapshots(), Rankings.CLOCK)
                .export(rankings.large(3_000), Rankings.FEED, options, home.resolve("out"))
                .file();

        assertThat(query("select distinct compression from parquet_metadata(%s)", file))
                .containsExactly(List.of(compression.codec().name()));
        assertThat(query("select count(distinct key), count(distinct name), sum(units) from %s", file))
                .containsExactly(List.of("3000", "3000", Long.toString(3L * 3_000 * 3_001 / 2)));
    }

    private static byte[] page(String... items) {
        String page = "{\"code\":0,\"msg\":\"\",\"data\":{\"list\":[" + String.join(",", items) + "]}}";
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String item(String key, String units, String gmv, String gmvUsd) {
        return "{\"product_id\":\"%s\",\"sold\":\"%s\",\"gmv\":\"%s\",\"gmv_usd\":\"%s\"}"
                .formatted(key, units, gmv, gmvUsd);
    }
}
