package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table of {@code docs/compatibility.md}: what was read with what, and what held, as a test found it. Versions are
 * told and not compared, as another machine has others. {@code -Drankwire.regenerate=true} writes the table anew.
 */
final class Compatibility {
    private static final Path DOC = Path.of("docs/compatibility.md");
    private static final String HEAD = "| read with | version tried | what | holds |\n|---|---|---|---|\n";

    private final String begin;
    private final String end;
    private final List<String> lines = new ArrayList<>();

    /** @param name of the table, which stands in a comment before and after it */
    Compatibility(String name) {
        begin = "<!-- " + name + ": written by a test -->\n";
        end = "<!-- end of " + name + " -->";
    }

    void found(String reader, String version, String what, String holds) {
        lines.add("| " + reader + " | " + version + " | " + what + " | " + holds + " |");
    }

    /**
     * Compares what was found with the table.
     *
     * @param all whether every reader was there, so that nothing else may be in the table
     */
    void check(boolean all) throws IOException {
        String doc = Files.readString(DOC);
        int from = doc.indexOf(begin) + begin.length();
        int to = doc.indexOf(end);
        assertThat(to).as("%s has a place for %s", DOC, begin.strip()).isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("rankwire.regenerate") && all) {
            Files.writeString(DOC, doc.substring(0, from) + HEAD + String.join("\n", lines) + "\n" + doc.substring(to));
            return;
        }
        List<String> told = withoutVersions(doc.substring(from, to).lines().skip(2));
        List<String> found = withoutVersions(lines.stream());
        if (all) {
            assertThat(told).as("%s says what holds", DOC).isEqualTo(found);
        } else {
            assertThat(told).as("%s says what holds", DOC).containsAll(found);
        }
    }

    private static List<String> withoutVersions(Stream<String> lines) {
        return lines.map(line -> line.replaceFirst("^(\\|[^|]*\\|)[^|]*\\|", "$1"))
                .toList();
    }
}
