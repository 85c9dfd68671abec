package io.rankwire.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class KameletPageTest {
    private static final Path DOCS = Path.of("docs");

    private static List<Kamelet> shipped() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Kamelets kamelets = new Kamelets(context, Path.of("no-such-folder"));
            return kamelets.shipped().stream()
                    .map(kamelets::find)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private static Path page(Kamelet kamelet) {
        return DOCS.resolve(kamelet.source().isPresent() ? "sources" : "sinks").resolve(kamelet.name() + ".md");
    }

    /** The first shipped route, in the order of their names, that uses the kamelet; null when none does. */
    private static Path example(Kamelet kamelet) throws IOException {
        Pattern use = Pattern.compile("(?m)kamelet:" + Pattern.quote(kamelet.name()) + "\\s*$");
        try (Stream<Path> routes = Files.walk(Path.of("routes"))) {
            for (Path route : routes.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList()) {
                if (use.matcher(Files.readString(route)).find()) {
                    return route;
                }
            }
        }
        return null;
    }

    @Test
    void pagesAreCurrent() throws IOException {
        for (Kamelet kamelet : shipped()) {
            Path example = example(kamelet);
            String page = example == null
                    ? KameletPage.of(kamelet)
                    : KameletPage.of(kamelet, Files.readString(example), example.toString());
            Kept.check(page(kamelet), page);
        }
    }

    @Test
    void everyParameterIsDescribed() throws IOException {
        for (Kamelet kamelet : shipped()) {
            kamelet.parameters().forEach((name, parameter) -> assertThat(parameter.description())
                    .as(kamelet.name() + " " + name)
                    .isNotBlank());
        }
    }

    @Test
    void noPageIsLeftOfAKameletThatIsGone() throws IOException {
        List<Path> pages = shipped().stream().map(KameletPageTest::page).toList();
        try (Stream<Path> files = Files.walk(DOCS, 2)) {
            assertThat(files.filter(file -> List.of("sources", "sinks")
                            .contains(String.valueOf(file.getName(Math.max(0, file.getNameCount() - 2))))))
                    .containsExactlyInAnyOrderElementsOf(pages);
        }
    }
}
