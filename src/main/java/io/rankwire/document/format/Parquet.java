package io.rankwire.document.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.ranking.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Apache Parquet with typed columns, for warehouses. All files of a source with the same columns have the same schema
 * ({@link ParquetColumn}). What a column cannot hold exactly stands in a last one, {@link Field#OTHER_VALUES}, as it is. The
 * run's facts are in the file's own metadata, under {@code rankwire.feed} and so on.
 */
final class Parquet {
    /** Held in memory until it is written; what readers take at a time. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    private static final int PAGE_BYTES = 128 << 10;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Parquet() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        List<ParquetColumn> columns =
                sheet.fields().stream().map(ParquetColumn::of).toList();
        List<Type> types =
                new ArrayList<>(columns.stream().map(ParquetColumn::type).toList());
        if (!columns.stream().allMatch(ParquetColumn::holdsAll)) {
            types.add(Types.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(Field.OTHER_VALUES));
        }
        MessageType schema = new MessageType("ranking", types);
        try (ParquetWriter<Group> writer = writer(sheet, schema, out)) {
            sheet.forEach((row, raw) -> writer.write(group(schema, columns, row)));
        }
    }

    private static Group group(MessageType schema, List<ParquetColumn> columns, Row row) {
        Group group = new SimpleGroup(schema);
        ObjectNode others = null;
        for (int i = 0; i < columns.size(); i++) {
            String value = columns.get(i).field().value(row);
            if (value != null && !columns.get(i).add(group, i, value)) {
                others = others == null ? JSON.objectNode() : others;
                others.put(columns.get(i).field().name(), value);
            }
        }
        if (others != null) {
            group.add(columns.size(), Binary.fromString(others.toString()));
        }
        return group;
    }

    private static ParquetWriter<Group> writer(Sheet sheet, MessageType schema, OutputStream out) throws IOException {
        return ExampleParquetWriter.builder(new StreamedFile(out))
                .withType(schema)
                // Without Hadoop's own configuration, which reads XML files and the environment.
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetPages())
                .withCompressionCodec(sheet.style().pages().codec())
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(PAGE_BYTES)
                .withExtraMetaData(metadata(sheet))
                .build();
    }

    private static Map<String, String> metadata(Sheet sheet) {
        Map<String, String> metadata = new LinkedHashMap<>();
        new SnapshotFields(sheet.snapshot(), sheet.feed())
                .entries()
                .forEach((name, value) -> metadata.put("rankwire." + name, value));
        return metadata;
    }
}
