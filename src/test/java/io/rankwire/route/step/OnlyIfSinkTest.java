package io.rankwire.route.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.document.highlight.OnlyIf;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlyIfSinkTest {
    private static final String TEMPLATE = """
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: direct:poll-pages
            """;

    @TempDir
    private Path home;

    private SinkBench sink(String onlyIf) throws Exception {
        return sink(onlyIf, "'Bravo \"glow\" cream'");
    }

    private SinkBench sink(String onlyIf, String watch) throws Exception {
        Path kamelets = Files.createDirectories(home.resolve("routes/kamelets"));
        try (InputStream source =
                OnlyIf.class.getResourceAsStream("/io/rankwire/document/sample-source.kamelet.yaml")) {
            Files.writeString(
                    kamelets.resolve("sample-top-product.kamelet.yaml"),
                    new String(source.readAllBytes(), StandardCharsets.UTF_8) + TEMPLATE);
        }
        return new SinkBench(home, Map.of(), """
                - to:
                    uri: kamelet:ranking-report
                    parameters:
                      onlyIf: "%s"
                      attach: csv
                      watch: %s
                - to:
                    uri: kamelet:file-drop
                    parameters: { directory: out }
                """.formatted(onlyIf, watch));
    }

    @Test
    void skipsWhatIsNotWorthAReportAndSaysWhy() throws Exception {
        try (SinkBench bench = sink("top 10 moved")) {
            Delivery delivery = bench.deliver("us-beauty");

            assertThat(delivery.progress())
                    .isEqualTo(new Delivery.Progress(
                            Delivery.Status.SKIPPED,
                            1,
                            0,
                            null,
                            "onlyIf 'top 10 moved' is not met: 2026-W11 is the first ranking, there is nothing to"
                                    + " compare it with"));
            assertThat(bench.deliverLater()).isEqualTo(delivery);
            assertThat(home.resolve("out")).doesNotExist();
        }
    }

    @Test
    void deliversWhatIs() throws Exception {
        try (SinkBench bench = sink("top 10 moved or watch in top 2")) {
            assertThat(bench.deliver("us-beauty").progress().status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(home.resolve("out/us-beauty_2026-W11_r1.csv")).exists();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "L'Oréal           | L\u2019Oréal            | DELIVERED",
                "Coca-Cola         | Coca\u2011Cola          | DELIVERED",
                "shop              | \uFF33\uFF28\uFF2F\uFF30     | DELIVERED",
                "L'Oreal           | L\u2019Oréal            | SKIPPED",
                "one\\nshop\\n\\ntwo\\n | SHOP                  | DELIVERED",
                "one; a, b\\nthree | a, b                  | DELIVERED",
                "one; a, b\\nthree | b                     | SKIPPED",
            })
    void findsANameAsPeopleReadIt(String watched, String name, Delivery.Status status) throws Exception {
        try (SinkBench bench = sink("watch in top 5", '"' + watched + '"')) {
            Delivery delivery = bench.rename("Bravo \\\"glow\\\" cream", name).deliver("us-beauty");

            assertThat(delivery.progress().status()).isEqualTo(status);
        }
    }

    @Test
    void readsAWatchListOfSeveralLines() throws Exception {
        try (SinkBench bench = sink("watch in top 5", """
                |
                        Nothing
                        bravo “GLOW” cream
                """.strip())) {
            assertThat(bench.deliver("us-beauty").progress().status()).isEqualTo(Delivery.Status.DELIVERED);
        }
    }

    @Test
    void tellsACorrectionOfWhatItToldInAnyCase() throws Exception {
        try (SinkBench bench = sink("watch in top 5")) {
            assertThat(bench.deliver("us-beauty").progress().status()).isEqualTo(Delivery.Status.DELIVERED);

            // Bravo is called something else now, so that none of the watched is listed any more.
            Delivery corrected = bench.correct().deliver("us-beauty");

            assertThat(corrected.progress().status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(home.resolve("out/us-beauty_2026-W11_r2.csv")).exists();
        }
    }

    @Test
    void doesNotTellACorrectionOfWhatItSkipped() throws Exception {
        try (SinkBench bench = sink("top 10 moved")) {
            assertThat(bench.deliver("us-beauty").progress().status()).isEqualTo(Delivery.Status.SKIPPED);
            assertThat(bench.correct().deliver("us-beauty").progress().status()).isEqualTo(Delivery.Status.SKIPPED);
            assertThat(home.resolve("out")).doesNotExist();
        }
    }

    @Test
    void doesNotTellTheSameRankingTwice() throws Exception {
        try (SinkBench bench = sink("watch in top 5")) {
            Delivery first = bench.deliver("us-beauty");
            Delivery again = bench.deliver("us-beauty");

            assertThat(first.progress().status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(again).isEqualTo(first);
            assertThat(bench.engine().deliveries().list(DeliveryFilter.ALL)).hasSize(1);
        }
    }

    @Test
    void isNotTakenOverWithAConditionThatCannotBeRead() throws Exception {
        try (SinkBench bench = sink("something moved")) {
            assertThat(bench.mistake()).startsWith("onlyIf is 'something moved'; write one of these");
        }
    }
}
