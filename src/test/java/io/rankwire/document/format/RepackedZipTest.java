package io.rankwire.document.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.rzymek.opczip.OpcOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepackedZipTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30, 1_000, 1_000_000})
    void replacesWhatItIsToldAndKeepsTheRestHoweverItComes(int atATime) throws IOException {
        String text = "What is long is read in parts. ".repeat(10_000);
        Map<String, String> content = new LinkedHashMap<>();
        content.put("empty", "");
        content.put("clock", "half past nine");
        content.put("long", text);
        byte[] zip = zip(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (RepackedZip repacked =
                new RepackedZip(out, Map.of("clock", "noon".getBytes(StandardCharsets.UTF_8)), Map.of())) {
            for (int at = 0; at < zip.length; at += atATime) {
                repacked.write(zip, at, Math.min(atATime, zip.length - at));
            }
        }

        content.put("clock", "noon");
        assertThat(unzip(out.toByteArray())).containsExactlyEntriesOf(content);
    }

    /** As the library writes it, stored but in the form of what is packed. */
    private static byte[] zip(Map<String, String> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OpcOutputStream zip = new OpcOutputStream(bytes)) {
            zip.setLevel(0);
            for (Map.Entry<String, String> entry : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                content.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return content;
    }
}
