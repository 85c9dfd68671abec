package io.rankwire.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages under {@code docs/} have operators write and type is written and typed here. */
class WalkThroughTest {
    private static final Pattern FILE = Pattern.compile("(?s)```yaml\n# (?<file>routes/[^\n]+)\n(?<text>.*?)```");
    private static final Pattern COMMAND = Pattern.compile("(?m)^bin/rankwire (?<words>.+)$");

    private static final String SECOND = "(?m)^## A vendor of another shape";

    @TempDir
    Path folder;

    private Workplace workplace;
    private WireMockServer server;

    @BeforeEach
    void start() throws IOException {
        workplace = new Workplace(folder).archive("csv");
        server = new WireMockServer(options().dynamicPort());
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        workplace.close();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("docs", name));
    }

    /** Writes the files that a page shows, with their first line as their place. */
    private List<String> write(String page) throws IOException {
        List<String> files = new ArrayList<>();
        for (Matcher matcher = FILE.matcher(page); matcher.find(); ) {
            Path file = workplace.home.resolve(matcher.group("file"));
            Files.createDirectories(file.getParent());
            Files.writeString(file, matcher.group("text"));
            files.add(matcher.group("file"));
        }
        return files;
    }

    /** Types the commands of the page's shell blocks; each must end well. */
    private List<String> type(String page) throws IOException {
        List<String> printed = new ArrayList<>();
        Matcher blocks = Pattern.compile("(?s)```sh\n(.*?)```").matcher(page);
        while (blocks.find()) {
            for (Matcher command = COMMAND.matcher(blocks.group(1)); command.find(); ) {
                Workplace.Result result = workplace.run(command.group("words").split(" "));
                assertThat(result.exit())
                        .as(command.group() + "\n" + result.err())
                        .isZero();
                printed.add(result.out());
            }
        }
        return printed;
    }

    @Test
    void addsAnEndpointOfTheOperatorsOwn() throws IOException {
        String page = page("own-endpoint.md").split(SECOND, -1)[0];
        workplace.property("fastmoss.url", server.baseUrl()).property("fastmoss.token", "token");
        answer(1, 100);
        answer(2, 30);

        assertThat(write(page))
                .containsExactly(
                        "routes/kamelets/fastmoss-creator-top-followers.kamelet.yaml",
                        "routes/us-top-followers.camel.yaml");
        List<String> printed = type(page);

        assertThat(printed).hasSize(3);
        assertThat(printed.get(1)).contains("100 rows of 130 on the first page", "Creator 1", "archive: export");
        List<String> files = workplace.files("data/archive");
        assertThat(files).hasSize(2);
        assertThat(workplace.text("data/archive/" + files.get(0)).lines()).hasSize(131);
        server.verify(
                2,
                postRequestedFor(urlEqualTo("/creator/v1/rank/topFollowers"))
                        .withHeader("Authorization", containing("token"))
                        .withRequestBody(matchingJsonPath("$.page", containing("1")))
                        .withRequestBody(matchingJsonPath("$.filter[?(@.category_id == 4)]")));
        assertThat(workplace
                        .run(
                                "new",
                                "feed",
                                "us-top-followers-2",
                                "--source",
                                "fastmoss-creator-top-followers",
                                "--sinks",
                                "archive",
                                "--set",
                                "region=US")
                        .exit())
                .isZero();
    }

    /** The assumed shape of an answer. */
    private void answer(int number, int rows) {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        String list = IntStream.rangeClosed(1, rows)
                .map(row -> (number - 1) * 100 + row)
                .mapToObj(row -> """
                        {"uid": "67875%06d", "follower_count": %d, "follower_inc_count": %d, "follower_inc_rate": 250,
                         "creator": {"nickname": "Creator %d", "unique_id": "creator%d", "region": "US",
                          "avatar": "https://img.example.com/%d.jpg"}}""".formatted(row, 9000 - row, 900 - row, row, row, row))
                .collect(Collectors.joining(","));
        server.stubFor(post(urlEqualTo("/creator/v1/rank/topFollowers"))
                .withRequestBody(matchingJsonPath("$[?(@.page == " + number + ")]"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("""
                                {"code": 0, "data": {"list": [%s], "total": 130, "date_type": "day", "date_value": "%s"},
                                 "message": "", "request_id": "r%d"}""".formatted(list, yesterday, number))));
    }

    @Test
    void addsAVendorOfAnotherShape() throws IOException {
        String page = page("own-endpoint.md").split(SECOND, -1)[1];
        Path secret = workplace.home.resolve("config/secrets/acme");
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, "key-4f8a1c\n");
        Matcher property = Pattern.compile("(?m)^(acme\\.(?!url)\\w+) = (.+)$").matcher(page);
        while (property.find()) {
            workplace.property(property.group(1), property.group(2));
        }
        workplace.property("acme.url", server.baseUrl());
        bestsellers(absent(), 1, 50, "\"b-1050\"");
        bestsellers(equalTo("b-1050"), 51, 62, "null");

        assertThat(write(page))
                .containsExactly("routes/kamelets/acme-bestsellers.kamelet.yaml", "routes/us-bestsellers.camel.yaml");
        List<String> printed = type(page);

        Period week = Period.newestCompleted(PeriodType.WEEK, Instant.now(), ZoneOffset.UTC);
        assertThat(printed.get(1))
                .contains(server.baseUrl() + "/v2/us/bestsellers?days=" + week.first() + "~" + week.last()
                        + "&kind=2&sort=sold&shop=4711&limit=50\n  X-Api-Key: {{acme.apiKey}}\n")
                .contains("page 2:", "&cursor=CURSOR-OF-PAGE-1\n");
        assertThat(printed.get(2)).contains("50 rows of 62 on the first page", "Product 1");
        assertThat(workplace
                        .text("data/archive/" + workplace.files("data/archive").get(0))
                        .lines())
                .hasSize(63)
                .element(62)
                .asString()
                .startsWith("62,62,b-62,Product 62,");
        server.verify(3, getRequestedFor(urlPathEqualTo("/v2/us/bestsellers")));
        assertThat(String.join("", printed)).doesNotContain("key-4f8a1c");
    }

    /** The rows from one to another, as members of an object. */
    private void bestsellers(StringValuePattern cursor, int from, int to, String next) {
        String items = IntStream.rangeClosed(from, to)
                .mapToObj(row -> "\"b-%d\": {\"title\": \"Product %d\", \"sold\": %d}".formatted(row, row, 1000 - row))
                .collect(Collectors.joining(", "));
        server.stubFor(get(urlPathEqualTo("/v2/us/bestsellers"))
                .withHeader("X-Api-Key", equalTo("key-4f8a1c"))
                .withQueryParam("kind", equalTo("2"))
                .withQueryParam("shop", equalTo("4711"))
                .withQueryParam("cursor", cursor)
                .willReturn(aResponse()
                        .withHeader("X-Total-Count", "62")
                        .withBody("{\"items\": {" + items + "}, \"next\": " + next + "}")));
    }

    @Test
    void addsASinkOfTheOperatorsOwn() throws IOException {
        String page = page("own-sink.md");
        Path secret = workplace.home.resolve("config/secrets/slack");
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, server.baseUrl() + "/services/T1/B1/x%2By&z=1\n");
        Matcher property = Pattern.compile("(?m)^slack.webhook = (.+)$").matcher(page);
        assertThat(property.find()).isTrue();
        workplace.property("slack.webhook", property.group(1));
        server.stubFor(post(urlEqualTo("/services/T1/B1/x%2By&z=1"))
                .willReturn(aResponse().withBody("ok")));

        assertThat(write(page))
                .containsExactly("routes/sinks/merch-slack.camel.yaml", "routes/us-beauty-live-products.camel.yaml");
        type(page);

        server.verify(
                1,
                postRequestedFor(urlEqualTo("/services/T1/B1/x%2By&z=1"))
                        .withRequestBody(containing("Weekly top live-stream products, US beauty")));
        assertThat(workplace.run("deliveries", "--json").out())
                .contains("\"status\":\"delivered\"")
                .doesNotContain("/services/");
    }
}
