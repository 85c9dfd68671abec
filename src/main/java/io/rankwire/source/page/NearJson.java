package io.rankwire.source.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.rankwire.source.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes an answer anew that is JSON but for what careless programs let through: {@code NaN} and {@code Infinity}, control
 * characters in texts, and bytes that are no UTF-8, as where a title was cut inside a character. Safe for use by many threads.
 */
final class NearJson {
    private final JsonFactory json;

    NearJson(StreamReadConstraints bounds) {
        this.json = JsonFactory.builder()
                .streamReadConstraints(bounds)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .build();
    }

    /**
     * The same answer as JSON: no number is null, what is no character is U+FFFD, everything else is as it came.
     *
     * @throws IOException if it is something else than that
     */
    byte[] mend(byte[] body) throws IOException {
        ByteArrayOutputStream mended = new ByteArrayOutputStream(body.length + 64);
        String text = new String(body, StandardCharsets.UTF_8);
        try (JsonParser parser = json.createParser(text);
                JsonGenerator generator = json.createGenerator(mended)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                copy(token, parser, generator);
            }
        }
        return mended.toByteArray();
    }

    private static void copy(JsonToken token, JsonParser parser, JsonGenerator generator) throws IOException {
        switch (token) {
            case FIELD_NAME -> generator.writeFieldName(ColumnType.whole(parser.currentName()));
            case VALUE_STRING -> generator.writeString(ColumnType.whole(parser.getText()));
            case VALUE_NUMBER_INT -> generator.writeNumber(parser.getText());
            case VALUE_NUMBER_FLOAT -> {
                if (parser.isNaN()) {
                    generator.writeNull();
                } else {
                    generator.writeNumber(parser.getText());
                }
            }
            default -> generator.copyCurrentEvent(parser);
        }
    }
}
