package io.rankwire.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project that is made by the program; {@code -Drankwire.regenerate=true} makes it anew. */
public final class Kept {
    private Kept() {}

    /** Holds the file against what it should say, or writes it. */
    public static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("rankwire.regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file).exists();
        // Not assertThat(...).isEqualTo(...): the schema is too long to be printed twice.
        assertThat(Files.readString(file).equals(content))
                .as(
                        "%s is current; make it anew with mvn test -Dtest='KameletWordsTest,EditorSchemaTest,KameletPageTest,PagesTest'"
                                + " -Drankwire.regenerate=true",
                        file)
                .isTrue();
    }
}
