package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read by DuckDB, which shares no code with the writer. */
class ParquetTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** As long as a decimal may be, so that no decimal holds it beside one with a fraction. */
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
                new ExportOptions(format, List.of(columns), CsvStyle.USUAL, Packing.NONE, FileName.USUAL);
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
                for (int column = 0; column < names.size(); column++) {
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
    void roundsNothing() throws Exception {
        Path file = export(
                rankings.fetchPages(
                        "2026-W13",
                        page(
                                item("1", "9223372036854775807", "0.1234567890123456789", LONG),
                                item("2", "-9223372036854775808", "12345678901234567.5", "0.1"))),
                Format.PARQUET,
                "key",
                "units",
                "gmv",
                "gmvUsd");

        assertThat(types(file).values()).containsExactly("VARCHAR", "BIGINT", "DECIMAL(38,19)", "VARCHAR");
        assertThat(query("select * from read_parquet(%s)", file))
                .containsExactly(
                        List.of("1", "9223372036854775807", "0.1234567890123456789", LONG),
                        List.of("2", "-9223372036854775808", "12345678901234567.5000000000000000000", "0.1"));
    }

    @Test
    void keepsAWholeNumberThatIsTooLargeForItsUsualType() throws Exception {
        Path file = export(
                rankings.fetchPages("2026-W13", page(item("1", "9223372036854775808", "1", "-1"))),
                Format.PARQUET,
                "units",
                "gmv",
                "gmvUsd");

        assertThat(types(file).values()).containsExactly("DECIMAL(38,0)", "DECIMAL(38,4)", "DECIMAL(38,4)");
        assertThat(query("select * from read_parquet(%s)", file))
                .containsExactly(List.of("9223372036854775808", "1.0000", "-1.0000"));
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
