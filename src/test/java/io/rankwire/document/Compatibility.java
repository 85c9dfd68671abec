package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table of {@code docs/compatibility.md}: what was tried with what, and what held, as a test found it. Versions are
 * told and not compared, as another machine has others. {@code -Drankwire.regenerate=true} writes the table anew.
 */
public final class Compatibility {
    private static final Path DOC = Path.of("docs/compatibility.md");
    private final String head;
    private final String begin;
    private final String end;
    private final List<String> lines = new ArrayList<>();

    /**
     * A table to be filled.
     *
     * @param name of the table, which stands in a comment before and after it
     * @param peers what its first column says
     */
    public Compatibility(String name, String peers) {
        head = "| " + peers + " | version tried | what | holds |\n|---|---|---|---|\n";
        begin = "<!-- " + name + ": written by a test -->\n";
        end = "<!-- end of " + name + " -->";
    }

    public void found(String peer, String version, String what, String holds) {
        lines.add("| " + peer + " | " + version + " | " + what + " | " + holds + " |");
    }

    /**
     * Compares what was found with the table.
     *
     * @param all whether every peer was there, so that nothing else may be in the table
     */
    public void check(boolean all) throws IOException {
        String doc = Files.readString(DOC);
        int from = doc.indexOf(begin) + begin.length();
        int to = doc.indexOf(end);
        assertThat(to).as("%s has a place for %s", DOC, begin.strip()).isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("rankwire.regenerate") && all) {
            Files.writeString(DOC, doc.substring(0, from) + head + String.join("\n", lines) + "\n" + doc.substring(to));
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
