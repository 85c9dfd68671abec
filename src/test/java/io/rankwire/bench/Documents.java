package io.rankwire.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.rankwire.bench.FastVendor.Shape;
import io.rankwire.document.Chosen;
import io.rankwire.document.export.Exporter;
import io.rankwire.document.format.Format;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Column;
import io.rankwire.source.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A snapshot as each format, beside the format's library used bare on the same rows out of the same store. */
final class Documents {
    /** Java's second compiler needs that many before a run takes as long as the next. */
    private static final int WARM_UPS = 4;

    private final Report report;
    private final Path folder;

    Documents(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    /** The stored rows, for the library alone. */
    private record Stored(Filled filled, Snapshot snapshot) {

        /** Those that Rankwire's files have, so that both write the same table. */
        List<Column> columns() {
            List<Column> columns = new ArrayList<>(snapshot.columns());
            for (String place : List.of("position", "rank", "previousRank", "change", "sortValue")) {
                columns.add(new Column(place, ColumnType.INTEGER));
            }
            columns.add(new Column("movement", ColumnType.TEXT));
            return columns;
        }

        List<String> names() {
            return columns().stream().map(Column::name).toList();
        }

        /** Hands over every row's values, and the JSON that it came as. */
        void forEach(Lines lines, boolean withRaw) {
            if (withRaw) {
                filled.snapshots().forEachItem(snapshot, (row, raw) -> lines.accept(values(row), raw));
            } else {
                filled.snapshots().forEachRow(snapshot, row -> lines.accept(values(row), null));
            }
        }

        private List<String> values(Row row) {
            Movement movement = row.movement();
            List<String> values = new ArrayList<>(row.values());
            values.add(Integer.toString(row.position()));
            values.add(Integer.toString(row.rank()));
            values.add(Objects.toString(movement.previousRank(), null));
            values.add(Objects.toString(movement.change(row.rank()), null));
            values.add(row.value(snapshot.sortColumn().orElseThrow()));
            values.add(movement.label().word());
            return values;
        }
    }

    private interface Lines {
        void accept(List<String> values, byte[] raw);
    }

    private interface Bare {
        void write(Stored stored, Path file) throws IOException;
    }

    void run(int rows, int runs) throws IOException {
        Path home = Files.createTempDirectory(folder, "documents");
        try (Filled filled = new Filled(home);
                FastVendor vendor = new FastVendor(Shape.LIVE, rows)) {
            Snapshot snapshot = filled.fetch(vendor, "US", "2026-W13");
            Stored stored = new Stored(filled, snapshot);
            Exporter exporter = new Exporter(filled.snapshots(), Clock.systemUTC());
            Map<Format, Bare> libraries = Map.of(
                    Format.CSV, Documents::csv,
                    Format.JSONL, Documents::jsonl,
                    Format.XLSX, Documents::xlsx,
                    Format.PARQUET, Documents::parquet);
            for (Format format : List.of(Format.CSV, Format.JSONL, Format.XLSX, Format.PARQUET)) {
                List<Double> ours = new ArrayList<>();
                List<Double> bare = new ArrayList<>();
                for (int run = -WARM_UPS; run < runs; run++) {
                    double one = Parts.micros(
                            () -> exporter.export(snapshot, "bench", Chosen.file(format), home.resolve("out")));
                    Path file = home.resolve("bare." + format.word());
                    Files.deleteIfExists(file);
                    double other = Parts.micros(() -> libraries.get(format).write(stored, file));
                    if (run >= 0) {
                        ours.add(one / rows);
                        bare.add(other / rows);
                    }
                }
                report.ratio(
                        rows + " rows as " + format.word(),
                        "CPU µs a row",
                        Report.Figures.of(ours),
                        Report.Figures.of(bare),
                        format == Format.CSV ? 1.25 : 1.3);
            }
        }
        Homes.clear(home);
    }

    private static void csv(Stored stored, Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(stored.names());
            stored.forEach((values, raw) -> csv.writeRecord(values), false);
        }
    }

    private static void jsonl(Stored stored, Path file) throws IOException {
        List<String> names = stored.names();
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setRootValueSeparator(null);
            stored.forEach((values, raw) -> line(json, names, values, raw), true);
        }
    }

    private static void line(JsonGenerator json, List<String> names, List<String> values, byte[] raw) {
        try {
            json.writeStartObject();
            for (int column = 0; column < names.size(); column++) {
                json.writeStringField(names.get(column), values.get(column));
            }
            json.writeFieldName("raw");
            json.writeRawValue(new String(raw, StandardCharsets.UTF_8));
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void xlsx(Stored stored, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "bench", "1.0");
                Worksheet sheet = workbook.newWorksheet("Ranking")) {
            List<Column> columns = stored.columns();
            AtomicInteger count = new AtomicInteger();
            stored.forEach((values, raw) -> cells(sheet, columns, count.getAndIncrement(), values), false);
        }
    }

    private static void cells(Worksheet sheet, List<Column> columns, int at, List<String> values) {
        for (int column = 0; column < values.size(); column++) {
            String value = values.get(column);
            if (value != null && columns.get(column).type().numeric()) {
                sheet.value(at, column, new BigDecimal(value));
            } else {
                sheet.value(at, column, value);
            }
        }
        try {
            if (at % 1_000 == 999) {
                sheet.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void parquet(Stored stored, Path file) throws IOException {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        stored.names().forEach(name -> schema.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name));
        MessageType type = schema.named("ranking");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .build()) {
            stored.forEach((values, raw) -> group(writer, type, values), false);
        }
    }

    private static void group(ParquetWriter<Group> writer, MessageType type, List<String> values) {
        Group group = new SimpleGroup(type);
        for (int column = 0; column < values.size(); column++) {
            if (values.get(column) != null) {
                group.add(column, values.get(column));
            }
        }
        try {
            writer.write(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
