package io.rankwire.document.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.document.Chosen;
import io.rankwire.document.CsvLines;
import io.rankwire.document.Rankings;
import io.rankwire.document.format.CsvStyle;
import io.rankwire.document.format.Format;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterTest {
    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    @BeforeEach
    void openStore() {
        rankings = new Rankings(home);
    }

    private Document export(Snapshot snapshot, ExportOptions options) {
        return new Exporter(rankings.snapshots(), Rankings.CLOCK)
                .export(snapshot, Rankings.FEED, options, home.resolve("out"));
    }

    private static ExportOptions columns(Format format, String... columns) {
        return new ExportOptions(format, List.of(columns), Chosen.STYLE, Chosen.UNPACKED, Chosen.FILE_NAME);
    }

    private static ExportOptions packed(Compression compression) {
        return new ExportOptions(
                Format.CSV, List.of(), Chosen.STYLE, new Packing(compression, Optional.empty()), Chosen.FILE_NAME);
    }

    private static String text(Document document) throws IOException {
        return Files.readString(document.file());
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"CSV", "JSONL", "JSON"})
    void writesARankingAsExpected(Format format) throws IOException {
        Document document = export(rankings.threeWeeks(), Chosen.file(format));

        assertThat(text(document)).isEqualTo(Rankings.golden("us-beauty_2026-W13_r1." + format.word()));
    }

    @Test
    void saysInTheManifestWhatTheFileIs() {
        Snapshot snapshot = rankings.threeWeeks();
        Document document = export(snapshot, Chosen.file(Format.CSV));

        assertThat(new String(Manifest.of(snapshot, Rankings.FEED, document, false), StandardCharsets.UTF_8))
                .isEqualTo(Rankings.golden(Manifest.manifestName(document)));
    }

    @Test
    void givesTheSizeAndDigestOfWhatIsOnDiskAndLeavesNothingElseThere() throws Exception {
        Document document = export(rankings.threeWeeks(), Chosen.file(Format.JSONL));

        byte[] onDisk = Files.readAllBytes(document.file());
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onDisk));
        assertThat(document)
                .isEqualTo(new Document(
                        "us-beauty_2026-W13_r1.jsonl",
                        "application/jsonl",
                        home.resolve("out/us-beauty_2026-W13_r1.jsonl"),
                        onDisk.length,
                        digest));
        try (Stream<Path> files = Files.list(home.resolve("out"))) {
            assertThat(files).containsExactly(document.file());
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void givesTheSameBytesAgainWhateverTheMachinesZone(Compression compression) throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        byte[] once = Files.readAllBytes(export(snapshot, packed(compression)).file());
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(Files.readAllBytes(export(snapshot, packed(compression)).file()))
                    .isEqualTo(once);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void packsTheFileWithoutChangingIt() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        String plain = Rankings.golden("us-beauty_2026-W13_r1.csv");

        Document gzip = export(snapshot, packed(Compression.GZIP));
        Document zip = export(snapshot, packed(Compression.ZIP));

        assertThat(List.of(gzip.name(), gzip.mediaType()))
                .containsExactly("us-beauty_2026-W13_r1.csv.gz", "application/gzip");
        assertThat(List.of(zip.name(), zip.mediaType()))
                .containsExactly("us-beauty_2026-W13_r1.csv.zip", "application/zip");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip.file()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
        }
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip.file()))) {
            assertThat(in.getNextEntry().getName()).isEqualTo("us-beauty_2026-W13_r1.csv");
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
            assertThat(in.getNextEntry()).isNull();
        }
    }

    @Test
    void writesTheColumnsChosenInTheOrderChosen() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();

        assertThat(text(export(snapshot, columns(Format.CSV, "rank", "commissionRate", "key"))))
                .startsWith("rank,commissionRate,key\r\n1,0.125,1729384756473829103\r\n");
        assertThat(text(export(snapshot, columns(Format.JSONL, "key", "rank"))).lines())
                .first()
                .isEqualTo("{\"key\":\"1729384756473829103\",\"rank\":1}");
        assertThat(text(export(snapshot, columns(Format.JSONL, "raw"))).lines())
                .first()
                .asString()
                .startsWith("{\"raw\":{ ");
    }

    @Test
    void namesEveryColumnThatIsNotThereAndThoseThatAre() {
        Snapshot snapshot = rankings.threeWeeks();

        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> export(snapshot, columns(Format.CSV, "rank", "gvm", "raw")))
                .withMessage(
                        "columns names 'gvm', 'raw'; the columns here are position, rank, key, name, url, imageUrl,"
                                + " region, currency, units, gmv, gmvUsd, sortValue, previousRank, change, movement, category,"
                                + " commissionRate, launchedOn, liveCount");
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> export(snapshot, columns(Format.JSON, "rank", "rank")))
                .withMessage("columns names a column twice: rank, rank; name each once");
    }

    @Test
    void keepsHostileTextByteForByteInAPlainFile() throws IOException {
        Snapshot snapshot = rankings.fetch("2026-W13", "hostile-1", "hostile-2");

        List<List<String>> lines = CsvLines.of(text(export(snapshot, columns(Format.CSV, "key", "name"))));

        assertThat(lines.get(1)).containsExactly("9007199254740993", "<script>alert('x')</script>");
        assertThat(lines.get(3)).containsExactly("9007199254740995", "Cream\r\nBcc: victim@example.com");
        assertThat(lines.get(4)).containsExactly("9007199254740996", "\u202egpj.exe\u202c balm");
        assertThat(lines.get(10)).containsExactly("9007199254741002", "\ttab");
        assertThat(lines).hasSize(11);
    }

    @Test
    void letsNothingCalculateInASpreadsheet() throws IOException {
        Snapshot snapshot = rankings.fetch("2026-W13", "hostile-1", "hostile-2");
        List<String> chosen = List.of("name", "category", "launchedOn", "gmv");
        CsvStyle style = new CsvStyle(CsvStyle.Delimiter.COMMA, false, true);
        ExportOptions options =
                new ExportOptions(Format.CSV, chosen, Chosen.style(style), Chosen.UNPACKED, Chosen.FILE_NAME);

        String text = text(export(snapshot, options));
        List<List<String>> lines = CsvLines.of(text.substring(1));

        assertThat(text).startsWith("\uFEFFname,category,launchedOn,gmv\r\n");
        assertThat(lines.get(2)).containsExactly("'=HYPERLINK(\"http://evil.example\",\"x\")", "'=1+1", "", "4999");
        assertThat(lines.stream().skip(7).map(line -> line.get(0)))
                .containsExactly("=\"+1+2\"", "=\"-2+3\"", "'@SUM(A1)", "'\ttab");
    }

    @ParameterizedTest
    @CsvSource({"semicolon,true,false", "tab,false,false", "semicolon,false,true", "comma,true,true", "tab,true,true"})
    void writesCsvAsAPersonsSpreadsheetWantsIt(String delimiter, boolean bom, boolean forExcel) throws IOException {
        Snapshot snapshot = rankings.fetch("2026-W13", "hostile-1", "hostile-2");
        List<String> chosen = List.of("rank", "name", "gmv");
        CsvStyle style = new CsvStyle(CsvStyle.Delimiter.valueOf(delimiter.toUpperCase(Locale.ROOT)), bom, forExcel);
        String name = "hostile-" + delimiter + (bom ? "-bom" : "") + (forExcel ? "-for-excel" : "");

        Document document = export(
                snapshot,
                new ExportOptions(Format.CSV, chosen, Chosen.style(style), Chosen.UNPACKED, name + "_{period}"));

        assertThat(text(document)).isEqualTo(Rankings.golden(document.name()));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void writesARankingWhoseRowsWereAllLeftOut(Format format) {
        assertThat(export(Rankings.empty(rankings.threeWeeks()), Chosen.file(format))
                        .file())
                .exists();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void givesTheSameBytesForTheSameSnapshot(Format format) throws Exception {
        Snapshot snapshot = rankings.threeWeeks();
        byte[] once = Files.readAllBytes(export(snapshot, Chosen.file(format)).file());
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        // A clock that some library may look at must have gone on.
        TimeUnit.MILLISECONDS.sleep(5);
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Files.readAllBytes(export(snapshot, Chosen.file(format)).file()))
                    .isEqualTo(once);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void writesNumbersThatJsonWouldNotTakeWithoutBreakingTheFile() throws IOException {
        byte[] page = """
                {"code":0,"msg":"","data":{"total":1,"list":[{"product_id":"007","title":"half \\ud83d",\
                "sold":"007","gmv":"1,234.50","gmv_usd":-0.000000000000000001}]}}""".getBytes(StandardCharsets.UTF_8);
        Document document = export(
                rankings.fetchPages("2026-W13", page), columns(Format.JSONL, "key", "name", "units", "gmv", "gmvUsd"));

        assertThat(text(document))
                .isEqualTo("{\"key\":\"007\",\"name\":\"half \uFFFD\",\"units\":7,\"gmv\":1234.50,"
                        + "\"gmvUsd\":-0.000000000000000001}\n");
    }

    @Test
    void givesIdsOfNineteenDigitsToAnyReaderExactly() throws IOException {
        Document document = export(rankings.threeWeeks(), Chosen.file(Format.JSON));

        JsonNode read = new ObjectMapper().readTree(document.file().toFile());

        assertThat(read.path("rows").path(0).path("key").textValue()).isEqualTo("1729384756473829103");
        assertThat(read.path("rows").path(0).path("raw").path("product_id").longValue())
                .isEqualTo(1729384756473829103L);
        assertThat(read.path("rowCount").intValue()).isEqualTo(read.path("rows").size());
    }
}
