package io.rankwire.document.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;

/** Rows as JSON: ids are strings, numbers are written from their own digits, missing is null. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Json() {}

    /** A generator that ends no line by itself and leaves the stream open. */
    public static JsonGenerator compact(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** A generator for people, which ends lines the same way on every machine. */
    public static JsonGenerator indented(OutputStream out) throws IOException {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("");
        return FACTORY.createGenerator(out)
                .setPrettyPrinter(
                        new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n")));
    }

    /** A row a line. */
    private static final class RowByRow extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            json.writeRaw('\n');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(",\n");
        }
    }

    static void writeLines(Sheet sheet, OutputStream out) throws IOException {
        try (JsonGenerator json = compact(out)) {
            JsonRow rows = new JsonRow(sheet.fields());
            sheet.forEach((row, raw) -> {
                rows.write(json, row, raw);
                json.writeRaw('\n');
            });
        }
    }

    /** The object on one line up to its rows, then a row a line. */
    static void writeObject(Sheet sheet, OutputStream out) throws IOException {
        try (JsonGenerator json = compact(out)) {
            json.writeStartObject();
            SnapshotFields facts = new SnapshotFields(sheet.snapshot(), sheet.feed());
            facts.writeIdentity(json);
            json.writeNumberField("rowCount", sheet.snapshot().extent().rows());
            facts.writeCost(json);
            facts.writeFetchedAt(json);
            json.setPrettyPrinter(new RowByRow());
            json.writeArrayFieldStart("rows");
            JsonRow rows = new JsonRow(sheet.fields());
            sheet.forEach((row, raw) -> rows.write(json, row, raw));
            json.writeRaw('\n');
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
