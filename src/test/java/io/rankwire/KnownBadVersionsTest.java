package io.rankwire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No library on the class path has a version that {@code known-bad-versions.csv} names; asked without a network. */
class KnownBadVersionsTest {
    private static final Pattern JAR = Pattern.compile("(?<artifact>.+?)-(?<version>\\d.*)\\.jar");

    @Test
    void noLibraryHasAVersionThatIsKnownToBeBad() throws IOException {
        assertThat(holes(classPath())).isEmpty();
    }

    @Test
    void everyLineIsAboutALibraryOfTheProgram() throws IOException {
        List<String> there = classPath().stream().map(Library::artifact).toList();

        assertThat(known()).extracting(Hole::artifact).isSubsetOf(there);
    }

    @Test
    void aBadVersionIsFoundAtBothEndsOfItsRange() throws IOException {
        List<Library> libraries = List.of(
                new Library("httpcore5", "5.3.6"),
                new Library("httpcore5", "5.4.3"),
                new Library("jsch", "2.27.7"),
                new Library("jsch", "2.28.0"),
                new Library("jsch", "2.28.6"),
                new Library("netty-codec-http", "4.1.135.Final"));

        assertThat(holes(libraries))
                .containsExactly(
                        "httpcore5 5.3.6 has CVE-2026-54399 (headers and lines of an answer without a bound):"
                                + " raise it to 5.4.3 or newer",
                        "jsch 2.28.0 has CVE-2026-86231 (revoked host keys taken for good ones):"
                                + " raise it to 2.28.6 or newer",
                        "netty-codec-http 4.1.135.Final has CVE-2026-55831 (memory used up by SPDY settings):"
                                + " raise it to 4.1.136.Final or newer");
    }

    private static List<String> holes(List<Library> libraries) throws IOException {
        List<Hole> known = known();
        return libraries.stream()
                .flatMap(library -> known.stream()
                        .filter(hole -> hole.in(library))
                        .map(hole -> "%s %s has %s (%s): raise it to %s or newer"
                                .formatted(library.artifact, library.version, hole.id, hole.what, hole.before)))
                .toList();
    }

    private static List<Library> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(entry -> JAR.matcher(new File(entry).getName()))
                .filter(Matcher::matches)
                .map(jar -> new Library(jar.group("artifact"), jar.group("version")))
                .toList();
    }

    private static List<Hole> known() throws IOException {
        try (InputStream in = KnownBadVersionsTest.class.getResourceAsStream("/known-bad-versions.csv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .skip(1)
                    .map(line -> line.split(",", 5))
                    .map(parts -> new Hole(parts[0], parts[1], parts[2], parts[3], parts[4]))
                    .toList();
        }
    }

    private record Library(String artifact, String version) {}

    /**
     * @param from the first bad version; empty if all before are bad too
     * @param before the first good version
     */
    private record Hole(String artifact, String from, String before, String id, String what) {
        boolean in(Library library) {
            Version version = Version.parse(library.version);
            return artifact.equals(library.artifact)
                    && (from.isEmpty() || version.compareTo(Version.parse(from)) >= 0)
                    && version.compareTo(Version.parse(before)) < 0;
        }
    }
}
