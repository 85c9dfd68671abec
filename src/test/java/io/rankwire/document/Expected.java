package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected JSON, a file each, indented to be read. {@code -Dgolden.write=true} writes what is expected anew, to be read
 * before it is committed.
 */
public final class Expected {
    private static final Path FOLDER = Path.of("src/test/resources/io/rankwire/document/golden");

    private Expected() {}

    public static void json(String name, byte[] actual) throws IOException {
        ObjectMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(actual)) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(FOLDER.resolve(name), text);
        }
        assertThat(text).isEqualTo(Files.readString(FOLDER.resolve(name)));
    }
}
