package io.rankwire.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerTest {
    private static final List<String> GOOD = List.of("good-analytics", "good-products");

    @TempDir
    Path home;

    static Stream<BrokenHome> cases() throws IOException {
        return BrokenHome.all().stream();
    }

    private Checker checker() {
        return new Checker(new Home(home), Map.of());
    }

    private static List<String> lines(List<Mistake> mistakes) {
        return mistakes.stream().map(Mistake::line).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsEveryMistakeAndLeavesTheGoodFeedsAlone(BrokenHome broken) throws IOException {
        broken.unpack(home);
        try (Checker checker = checker()) {
            assertThat(lines(checker.checkAll())).isEqualTo(broken.expected());
            assertThat(checker.plans()).extracting(FeedPlan::name).containsAll(GOOD);
            for (String good : GOOD) {
                assertThat(checker.check(Path.of("routes/" + good + ".camel.yaml")))
                        .as(good)
                        .noneMatch(Mistake::isError);
            }
        }
    }

    @Test
    void hasMoreThanSixtyCases() throws IOException {
        assertThat(BrokenHome.all()).hasSizeGreaterThan(60).allSatisfy(broken -> assertThat(broken.expected())
                .as(broken.name())
                .isNotEmpty());
    }

    @Test
    void findsNothingInGoodFiles() throws IOException {
        BrokenHome.good(home);
        try (Checker checker = checker()) {
            assertThat(lines(checker.checkAll())).isEmpty();
        }
    }

    @Test
    void seesWhatChangedSinceItLastLooked() throws IOException {
        BrokenHome.good(home);
        Path file = home.resolve("routes/good-products.camel.yaml");
        String good = Files.readString(file);
        try (Checker checker = checker()) {
            assertThat(checker.check(file)).isEmpty();

            Files.writeString(
                    file,
                    good.replace(
                            "region: US",
                            "region: {{shop.region}}".replace("{{", "\"{{").replace("}}", "}}\"")));
            assertThat(lines(checker.check(file)))
                    .containsExactly(
                            "routes/good-products.camel.yaml:13:24  there is no property shop.region; set it in"
                                    + " config/rankwire.properties or as the environment variable SHOP_REGION");

            Path settings = home.resolve("config/rankwire.properties");
            Files.writeString(settings, Files.readString(settings) + "shop.region = US\n");
            assertThat(checker.check(file)).isEmpty();

            Files.delete(file);
            assertThat(checker.check(file)).isEmpty();
            assertThat(checker.plans()).extracting(FeedPlan::name).containsExactly("good-analytics");
        }
    }

    /** The sink's own file stays as it is: what is said of it depends on what the others are. */
    @Test
    void seesWhatAnEditOfOneFileChangesAboutAnother() throws IOException {
        BrokenHome.good(home);
        Path sink = home.resolve("routes/sinks/unused.camel.yaml");
        Files.writeString(
                sink,
                Files.readString(home.resolve("routes/sinks/archive.camel.yaml"))
                        .replace("archive", "unused"));
        Path feed = home.resolve("routes/good-products.camel.yaml");
        String good = Files.readString(feed);
        try (Checker checker = checker()) {
            assertThat(lines(checker.check(sink))).singleElement().asString().contains("no feed publishes");

            Files.writeString(feed, good.replace("sinks: archive", "sinks: archive, unused"));
            assertThat(lines(checker.check(sink))).isEmpty();

            Path twin = home.resolve("routes/sinks/twin.camel.yaml");
            Files.writeString(twin, Files.readString(sink).replaceFirst("id: unused", "id: twin"));
            assertThat(lines(checker.check(sink)))
                    .singleElement()
                    .asString()
                    .contains("direct:unused is the input of routes/sinks/twin.camel.yaml:5:12 already");

            Files.delete(twin);
            Files.writeString(feed, good);
            assertThat(lines(checker.checkAll())).singleElement().asString().contains("no feed publishes");

            Files.delete(home.resolve("routes/sinks/archive.camel.yaml"));
            assertThat(lines(checker.check(feed))).singleElement().asString().contains("there is no sink archive");
        }
    }

    @Test
    void seesASecretFileThatGoesAndComesBackAlone() throws IOException {
        BrokenHome.good(home);
        Path file = Path.of("routes/good-products.camel.yaml");
        Path secret = home.resolve("config/secrets/fastmoss");
        byte[] content = Files.readAllBytes(secret);
        try (Checker checker = checker()) {
            assertThat(lines(checker.check(file))).isEmpty();

            Files.delete(secret);
            assertThat(lines(checker.check(file))).singleElement().asString().contains("config/secrets/fastmoss");

            Files.write(secret, content);
            assertThat(lines(checker.check(file))).isEmpty();

            Files.write(secret, new byte[0]);
            assertThat(lines(checker.check(file))).singleElement().asString().contains("fastmoss.token");
        }
    }

    @Test
    void knowsASinkWhoseFileCannotBeRead() throws IOException {
        BrokenHome.good(home);
        Files.writeString(home.resolve("routes/sinks/archive.camel.yaml"), "- route: {");
        try (Checker checker = checker()) {
            assertThat(lines(checker.check(Path.of("routes/good-products.camel.yaml"))))
                    .isEmpty();
        }
    }

    @Test
    void letsSettingsOfTheCallerCountMore() throws IOException {
        BrokenHome.good(home);
        Files.delete(home.resolve("config/secrets/fastmoss"));
        try (Checker checker = new Checker(new Home(home), Map.of("fastmoss.token", "not-a-real-token"))) {
            assertThat(lines(checker.check(Path.of("routes/good-products.camel.yaml"))))
                    .isEmpty();
        }
    }
}
