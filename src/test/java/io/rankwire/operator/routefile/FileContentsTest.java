package io.rankwire.operator.routefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-05T08:00:00Z");

    @TempDir
    Path folder;

    private final FileContents contents = new FileContents();
    private Path file;

    @BeforeEach
    void writeOne() throws IOException {
        file = folder.resolve("feed.camel.yaml");
        write("one", LONG_AGO);
    }

    private void write(String text, Instant modified) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private String read() throws IOException {
        var found = FileContents.list(folder, "feed.camel.yaml"::equals);
        return new String(contents.read(file, found.get(file)), StandardCharsets.UTF_8);
    }

    @Test
    void doesNotReadAgainWhatTheDiskSaysIsTheSame() throws IOException {
        assertThat(read()).isEqualTo("one");
        write("two", LONG_AGO);
        assertThat(read()).isEqualTo("one");
    }

    @Test
    void readsAgainWhatWasWrittenLater() throws IOException {
        assertThat(read()).isEqualTo("one");
        write("two", LONG_AGO.plusMillis(10));
        assertThat(read()).isEqualTo("two");
    }

    @Test
    void readsWhatIsYoungEveryTime() throws IOException {
        Instant justNow = Instant.now().plusSeconds(1);
        write("two", justNow);
        assertThat(read()).isEqualTo("two");
        write("six", justNow);
        assertThat(read()).isEqualTo("six");
    }

    @Test
    void readsWhatALinkLeadsToNow() throws IOException {
        Path versions = Files.createDirectory(folder.resolve("..versions"));
        for (String text : new String[] {"one", "two"}) {
            Path version = Files.writeString(versions.resolve(text), text);
            Files.setLastModifiedTime(version, FileTime.from(LONG_AGO));
        }
        Files.delete(file);
        Files.createSymbolicLink(file, versions.resolve("one"));
        assertThat(read()).isEqualTo("one");
        Files.delete(file);
        Files.createSymbolicLink(file, versions.resolve("two"));
        assertThat(read()).isEqualTo("two");
    }
}
