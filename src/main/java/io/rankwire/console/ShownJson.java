package io.rankwire.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OneLine;
import java.io.IOException;

/** Writes what pages and their JSON twins show: every text in it is one line without secrets, whatever its source. */
final class ShownJson {
    /** The text of an operator's file, which keeps its lines. */
    private static final String FILE = "yaml";

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(String.class, new Shown()))
            .build();

    private ShownJson() {}

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
