package io.rankwire.document.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.rankwire.ranking.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file as objects, whose names are encoded once. */
public final class JsonRow {
    private static final SerializableString RAW = new SerializedString(Fields.RAW);

    private final Field[] fields;
    private final SerializableString[] names;

    public JsonRow(List<Field> fields) {
        this.fields = fields.toArray(Field[]::new);
        this.names =
                fields.stream().map(field -> new SerializedString(field.name())).toArray(SerializableString[]::new);
    }

    /** One row; {@code raw} is null where it is not wanted. */
    public void write(JsonGenerator json, Row row, byte @Nullable [] raw) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < fields.length; i++) {
            json.writeFieldName(names[i]);
            String value = fields[i].value(row);
            if (value != null && fields[i].isNumber(value)) {
                json.writeNumber(value);
            } else {
                json.writeString(value);
            }
        }
        if (raw != null) {
            json.writeFieldName(RAW);
            writeAsItCame(json, raw);
        }
        json.writeEndObject();
    }

    /** Past the generator, which would have the bytes made into characters and back. */
    private static void writeAsItCame(JsonGenerator json, byte[] raw) throws IOException {
        json.writeRawValue("");
        json.flush();
        ((OutputStream) json.getOutputTarget()).write(onOneLine(raw));
    }

    /** Inside a JSON string a line break is escaped, so one that is not stands between values and means nothing. */
    private static byte[] onOneLine(byte[] raw) {
        byte[] line = raw;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\n' || raw[i] == '\r') {
                line = line == raw ? raw.clone() : line;
                line[i] = ' ';
            }
        }
        return line;
    }
}
