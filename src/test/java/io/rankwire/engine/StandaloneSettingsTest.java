package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.text.KnownSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings are read alike with Camel and without it. */
class StandaloneSettingsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("token.txt"), "a-secret-of-the-file\n");
    }

    private void settings(String text) throws IOException {
        Files.writeString(folder.resolve("config/rankwire.properties"), text);
    }

    @Test
    void bothReadEveryKindOfPlaceholder() throws IOException {
        settings("""
                plain = café \\u00e9
                home = {{env:HOME}}
                missing = {{env:RANKWIRE_NOT_SET:else}}
                system = {{sys:java.version}}
                host = api.example.com
                together = https://{{host}}:{{port:8443}}/v1
                optional = {{?nowhere}}
                braces = a {{ b
                file = {{secretfile:token.txt}}
                acme.token = {{secretfile:token.txt}}
                blank =
                """);
        Settings standalone = Settings.of(new Home(folder)).orElseThrow();

        try (Engine engine = new Engine(new Home(folder), Clock.systemUTC(), Map.of()).prepare()) {
            for (String key :
                    List.of("plain", "home", "missing", "system", "host", "together", "file", "blank", "none")) {
                assertThat(standalone.find(key))
                        .as(key)
                        .isEqualTo(engine.settings().find(key));
            }
            assertThat(standalone.secret("acme.token"))
                    .isEqualTo(engine.settings().secret("acme.token"));
            assertThat(standalone.hasBlank("blank")).isTrue();
            assertThat(standalone.accounts()).isEqualTo(engine.settings().accounts());
        }
        assertThat(standalone.find("together")).contains("https://api.example.com:8443/v1");
        assertThat(standalone.find("plain")).contains("café é");
    }

    @Test
    void secretsAreKnownBeforeTheyAreUsed() throws IOException {
        settings("fastmoss.token = {{secretfile:token.txt}}\nkeyapi.token = written-in-the-file\n");

        Settings.of(new Home(folder)).orElseThrow().learnSecrets();

        assertThat(KnownSecrets.masked("a-secret-of-the-file, written-in-the-file"))
                .isEqualTo("[secret], [secret]");
    }

    @Test
    void aVaultTakesAllOfCamel() throws IOException {
        settings("rankwire.store.password = {{hashicorp:secret/store#password}}\n");

        assertThat(Settings.of(new Home(folder))).isEmpty();
    }

    @Test
    void aHomeWithoutSettingsHasNone() {
        assertThat(Settings.of(new Home(folder)).orElseThrow().find("rankwire.zone"))
                .isEmpty();
    }
}
