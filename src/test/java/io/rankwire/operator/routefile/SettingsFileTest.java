package io.rankwire.operator.routefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
    private static SettingsFile read(String text, java.nio.charset.Charset charset) {
        return SettingsFile.read(text.getBytes(charset));
    }

    private static Properties properties(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    @Test
    void readsUtf8WithAByteOrderMarkAndAnyEndsOfLines() {
        String text = "\uFEFFmärkte.ordner = Größe 直播\r\nother = \\u00fc\rlast = 3\n";

        SettingsFile file = read(text, StandardCharsets.UTF_8);

        assertThat(file.properties()).isEqualTo(properties("märkte.ordner", "Größe 直播", "other", "ü", "last", "3"));
        assertThat(file.entries().get(0).place()).isEqualTo(new Place(1, 1));
        assertThat(file.unreadable()).isEmpty();
    }

    @Test
    void namesALineOfAnotherEncoding() {
        SettingsFile file = read("first = a\nsecond = Größe\n# Größe\nlast = b\n", StandardCharsets.ISO_8859_1);

        String why = "is no UTF-8 text; save the file as UTF-8";
        assertThat(file.unreadable())
                .isEqualTo(List.of(
                        new SettingsFile.Unreadable(new Place(2, 12), why),
                        new SettingsFile.Unreadable(new Place(3, 5), why)));
        assertThat(file.properties()).isEqualTo(properties("first", "a", "last", "b"));
    }
}
