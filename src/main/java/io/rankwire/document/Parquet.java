package io.rankwire.document;

import io.rankwire.ranking.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Apache Parquet with typed columns, for warehouses. Rows are read twice: once to see what each column must hold, so
 * that no value is rounded or lost ({@link ParquetColumn}), and once to write them. The run's facts are in the file's
 * own metadata, under {@code rankwire.feed} and so on.
 */
final class Parquet {
    /** Held in memory until it is written; what readers take at a time. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    private static final int PAGE_BYTES = 128 << 10;

    private Parquet() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        List<ParquetColumn> columns = columns(sheet);
        MessageType schema = new MessageType(
                "ranking", columns.stream().map(ParquetColumn::type).toArray(Type[]::new));
        try (ParquetWriter<Group> writer = writer(sheet, schema, out)) {
            sheet.forEach((row, raw) -> writer.write(group(schema, columns, row)));
        }
    }

    private static List<ParquetColumn> columns(Sheet sheet) throws IOException {
        List<ParquetColumn.Survey> surveys =
                sheet.fields().stream().map(ParquetColumn.Survey::new).toList();
        sheet.forEach((row, raw) -> surveys.forEach(survey -> survey.see(row)));
        return surveys.stream().map(ParquetColumn.Survey::column).toList();
    }

    private static Group group(MessageType schema, List<ParquetColumn> columns, Row row) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < columns.size(); i++) {
            String value = columns.get(i).field().value(row);
            if (value != null) {
                columns.get(i).add(group, i, value);
            }
        }
        return group;
    }

    private static ParquetWriter<Group> writer(Sheet sheet, MessageType schema, OutputStream out) throws IOException {
        return ExampleParquetWriter.builder(new StreamedFile(out))
                .withType(schema)
                // Without Hadoop's own configuration, which reads XML files and the environment.
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdPages())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(PAGE_BYTES)
                .withExtraMetaData(metadata(sheet))
                .build();
    }

    private static Map<String, String> metadata(Sheet sheet) {
        Map<String, String> metadata = new LinkedHashMap<>();
        new Facts(sheet.snapshot(), sheet.feed())
                .entries()
                .forEach((name, value) -> metadata.put("rankwire." + name, value));
        return metadata;
    }
}
