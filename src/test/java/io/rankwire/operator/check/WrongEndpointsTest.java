package io.rankwire.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions of endpoints, each with one mistake, that {@code check} tells with its place. */
class WrongEndpointsTest {
    private static final Path CASES = Path.of("src/test/resources/check/endpoint");
    private static final String FILE = "routes/kamelets/acme.kamelet.yaml";

    @TempDir
    static Path home;

    private static Checker checker;

    @BeforeAll
    static void open() throws IOException {
        Files.createDirectories(home.resolve("routes/kamelets"));
        checker = new Checker(new Home(home), Map.of());
    }

    @AfterAll
    static void close() {
        checker.close();
    }

    /**
     * A mistake.
     *
     * @param changes what the good file says, and what is there instead; {@code ^} stands where the mistake is
     * @param message what check says
     */
    record Wrong(List<String> changes, String message) {
        static Wrong of(String line) {
            List<String> parts = List.of(line.replace("\\n", "\n").split(" => ", -1));
            return new Wrong(parts.subList(0, parts.size() - 1), parts.get(parts.size() - 1));
        }

        String in(String good) {
            String file = good;
            for (int i = 0; i < changes.size(); i += 2) {
                assertThat(file).contains(changes.get(i));
                file = file.replace(changes.get(i), changes.get(i + 1));
            }
            return file;
        }
    }

    static Stream<Wrong> mistakes() throws IOException {
        return Files.readAllLines(CASES.resolve("mistakes.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Wrong::of);
    }

    private static String good() throws IOException {
        return Files.readString(CASES.resolve("acme.kamelet.yaml"));
    }

    private static List<Mistake> check(String text) throws IOException {
        Files.writeString(home.resolve(FILE), text);
        return checker.check(Path.of(FILE)).stream().filter(Mistake::isError).toList();
    }

    @Test
    void theGoodOneIsGood() throws IOException {
        assertThat(check(good())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldWithItsPlace(Wrong wrong) throws IOException {
        String marked = wrong.in(good());
        String before = marked.substring(0, marked.indexOf('^'));
        Place place = new Place(
                (int) before.chars().filter(c -> c == '\n').count() + 1, before.length() - before.lastIndexOf('\n'));

        assertThat(check(marked.replace("^", "")))
                .containsExactly(new Mistake(FILE, place, Mistake.Severity.ERROR, Rule.KAMELET, wrong.message()));
    }

    @Test
    void theyAreMany() throws IOException {
        assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(40);
    }
}
