package io.rankwire.document.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole reports as text and HTML, as they are expected. {@code -Dreports.write=true} writes what is expected anew, to be
 * read before it is committed.
 */
final class Goldens {
    static final Path EXPECTED = Path.of("src/test/resources/reports");

    private Goldens() {}

    /** Compares a report with the expected one of that name, and with what holds of every report. */
    static void verify(String name, Report report) {
        String text = "Subject: " + report.subject() + "\nPreview: " + report.preview() + "\n\n" + report.text();
        compare(EXPECTED.resolve(name + ".txt"), text);
        compare(EXPECTED.resolve(name + ".html"), report.html());
        assertThat(report.faults()).isEmpty();
        assertThat(report.subject()).hasSizeLessThanOrEqualTo(120);
        assertThat(report.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(90_000);
    }

    /** Compares a text with an expected file. */
    static void compare(Path expected, String text) {
        try {
            if (Boolean.getBoolean("reports.write")) {
                Files.createDirectories(expected.getParent());
                Files.writeString(expected, text);
            }
            assertThat(text).isEqualTo(Files.readString(expected));
        } catch (IOException e) {
            throw new UncheckedIOException(expected + " cannot be read or written", e);
        }
    }
}
