package io.rankwire.listing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OneLine;
import java.io.IOException;

/** Writes what listings, pages and the JSON twins of pages show: every text in it is one line without secrets, whatever its source. */
public final class ShownJson {
    /** The text of an operator's file, which keeps its lines. */
    private static final String FILE = "yaml";

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(String.class, new Shown()))
            .build();

    private ShownJson() {}

    /** What is shown, as JSON. */
    public static String text(Object shown) {
        try {
            return MAPPER.writeValueAsString(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists can always be written", e);
        }
    }

    private static final class Shown extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1L;

        Shown() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            boolean file = FILE.equals(out.getOutputContext().getCurrentName());
            out.writeString(file ? KnownSecrets.masked(text) : OneLine.of(text));
        }
    }
}
