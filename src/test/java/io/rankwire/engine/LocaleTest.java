package io.rankwire.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The distribution as cron, systemd and bare containers start it: with no locale, or one that is not there. */
class LocaleTest {
    private static final String KEYWORD = "Käse & Wein 直播 \uD83E\uDDC0";
    private static final String SHOPS = "fastmoss-shop-most-promoted";

    @TempDir
    Path folder;

    private Workplace workplace;
    private WireMockServer keyApi;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(Files.createDirectories(folder.resolve("Märkte 直播")));
        keyApi = new WireMockServer(options().dynamicPort());
        keyApi.start();
        keyApi.stubFor(any(anyUrl())
                .willReturn(
                        aResponse().proxiedFrom(workplace.sandbox.properties().get("keyapi.url"))));
    }

    @AfterEach
    void moveOut() throws IOException {
        keyApi.stop();
        workplace.close();
    }

    /** This Java, and those of other versions that are installed beside it. */
    static Stream<Path> javas() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        try (Stream<Path> beside = Files.list(own.getParent())) {
            List<Path> others =
                    beside.filter(java -> isJdk25(java)).sorted().limit(1).toList();
            return Stream.concat(Stream.of(own), others.stream().filter(other -> !other.equals(own)));
        }
    }

    private static boolean isJdk25(Path java) {
        try {
            return Files.isExecutable(java.resolve("bin/java"))
                    && Files.readString(java.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void readsAndWritesUtf8WithoutALocale(Path java) throws Exception {
        // As some editors write it: with a byte order mark and CRLF.
        workplace
                .property("keyapi.url", keyApi.baseUrl())
                .property("märkte.ordner", "data/Größe & Märkte 直播")
                .feed("search", "keyapi-insights-products", Map.of("searchKeyword", KEYWORD), "archive")
                .feed("größe", SHOPS, Map.of("region", "GB", "period", "day"), "archive")
                .sink(
                        "archive",
                        "export",
                        Map.of("format", "csv"),
                        "file-drop",
                        Map.of("directory", "{{märkte.ordner}}"))
                .configure();
        for (String file : List.of("routes/search.camel.yaml", "config/rankwire.properties")) {
            Path path = workplace.home.resolve(file);
            Files.writeString(path, "\uFEFF" + Files.readString(path).replace("\n", "\r\n"));
        }
        Distribution program = new Distribution(folder.resolve("distribution"), "camel-slack");
        for (Map<String, String> locale :
                List.<Map<String, String>>of(Map.of(), Map.of("LC_ALL", "xx_XX.ISO-8859-1"))) {
            Workplace.Result check = program.runBare(java, locale, "check", "--home", workplace.home.toString());
            assertThat(check.exit()).as(check.out() + check.err()).isZero();
            assertThat(check.out()).contains("größe");
        }
        Workplace.Result run = program.runBare(
                java,
                Map.of("CAMEL_KAMELET_FASTMOSS_SHOP_MOST_PROMOTED_REGION", "US"),
                "run",
                "--once",
                "search",
                "größe",
                "--home",
                workplace.home.toString());

        assertThat(run.out()).as(run.err()).contains("größe");
        assertThat(workplace.files("data/Größe & Märkte 直播")).isNotEmpty();
        assertThat(keyApi.getAllServeEvents()).isNotEmpty().allSatisfy(event -> assertThat(
                        event.getRequest().queryParameter("search_keyword").values())
                .containsExactly(KEYWORD));
        String csv = Files.readString(
                workplace.home.resolve("data/Größe & Märkte 直播").resolve(file()), StandardCharsets.UTF_8);
        assertThat(csv).contains(",GB,").doesNotContain(",US,");
    }

    private String file() throws IOException {
        return workplace.files("data/Größe & Märkte 直播").stream()
                .filter(name -> name.endsWith(".csv"))
                .findFirst()
                .orElseThrow();
    }
}
