package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.document.format.Format;
import io.rankwire.sandbox.peer.WebhookMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ExitCode;

@Timeout(120)
class ConsoleTest extends ConsoleBench {
    @Test
    void answersEveryPageAndSaysTheSameAsJson() throws Exception {
        open().poll("shops");
        assertThat(opened.get("/").body()).contains("shops", "240");
        assertThat(json("/api/overview").at("/feeds/0/rows").asInt()).isEqualTo(240);
        for (String page :
                List.of("/feeds/shops", "/snapshots/1", "/deliveries", "/deliveries/1", "/sinks", "/files")) {
            HttpResponse<String> answer = opened.get(page);
            assertThat(answer.statusCode()).as(page + answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            json("/api" + page);
        }
    }

    @Test
    void saysOfAFeedAndOfASinkTheSameOnEveryPage() throws Exception {
        workplace.feed("closed", "fastmoss-shop-most-promoted", Map.of("region", "US", "account", "other"), "archive");
        workplace
                .property("other.url", workplace.sandbox.properties().get("fastmoss.url"))
                .property("other.token", "x");
        workplace.weeklyDigest("shops", "archive");
        open().poll("shops").poll("closed");
        opened.engine.context().getRouteController().startRoute("weekly");
        Map<String, String> states = Map.of("shops", "current", "closed", "failed", "weekly", "digest");
        for (JsonNode feed : json("/api/overview").path("feeds")) {
            String name = feed.path("feed").asText();
            JsonNode page = json("/api/feeds/" + name).path("feed");
            assertThat(page.path("state").asText()).as(name).isEqualTo(states.get(name));
            for (String fact : List.of("state", "reason", "lastOutcome", "description")) {
                assertThat(page.get(fact)).as(name + " " + fact).isEqualTo(feed.get(fact));
            }
            assertThat(feed.path("nextPoll").isTextual()).as(name).isEqualTo(name.equals("weekly"));
        }
        assertThat(json("/api/overview").path("sinks"))
                .isEqualTo(json("/api/sinks").path("sinks"));
    }

    @Test
    void escapesWhatOperatorsAndVendorsWrite() throws Exception {
        workplace.route("sinks/marked", """
                - route:
                    id: marked
                    description: "<script>alert(1)</script>"
                    from:
                      uri: direct:marked
                      steps:
                        - log: taken
                """);
        open();
        assertThat(opened.get("/sinks").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void searchesAndOrdersRowsOverTheWholeRanking() throws Exception {
        open().poll("shops");
        JsonNode largest = json("/api/snapshots/1?sort=gmv&order=desc").at("/ranking/rows");
        List<Double> gmv = new ArrayList<>();
        int column = column(json("/api/snapshots/1?sort=gmv&order=desc&columns=all"), "gmv");
        json("/api/snapshots/1?sort=gmv&order=desc&columns=all")
                .at("/ranking/rows")
                .forEach(row -> gmv.add(row.at("/values/" + column).asDouble()));
        assertThat(largest).hasSize(100);
        assertThat(gmv).isSortedAccordingTo((one, other) -> Double.compare(other, one));

        JsonNode found = json("/api/snapshots/1?q=7494006325298104216");
        assertThat(found.at("/ranking/fitting").asInt()).isEqualTo(1);
        assertThat(found.at("/ranking/rows/0/key").asText()).isEqualTo("7494006325298104216");
        String name = found.at("/ranking/rows/0/name").asText();
        assertThat(json("/api/snapshots/1?q=" + URLEncoder.encode(wide(name), StandardCharsets.UTF_8))
                        .at("/ranking/rows/0/key")
                        .asText())
                .isEqualTo("7494006325298104216");
        assertThat(json("/api/snapshots/1?from=200").at("/ranking/rows")).hasSize(40);
        assertThat(opened.get("/snapshots/1?sort=nonsense").statusCode()).isEqualTo(400);
        assertThat(opened.get("/snapshots/99").statusCode()).isEqualTo(404);
    }

    /** The name in the full-width letters of an East Asian keyboard. */
    private static String wide(String name) {
        return name.codePoints()
                .map(c -> c > ' ' && c <= '~' ? c + 0xFEE0 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int column(JsonNode view, String name) {
        JsonNode columns = view.at("/ranking/columns");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("there is no column " + name);
    }

    @Test
    void showsTheWayOfARow() throws Exception {
        open().poll("shops");
        JsonNode history = json("/api/feeds/shops?key=7494006325298104216").path("history");
        assertThat(history.path("points")).hasSize(1);
        assertThat(opened.get("/feeds/shops?key=7494006325298104216").body()).contains("<svg", "<circle");
    }

    @Test
    void handsOutEveryFormatAndTheMailAsItWouldBe() throws Exception {
        open().poll("shops");
        for (String format : Stream.of(Format.values()).map(Format::word).toList()) {
            HttpResponse<byte[]> answer = Opened.CLIENT.send(
                    HttpRequest.newBuilder(opened.uri("/snapshots/1/download/" + format))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(format).isEqualTo(200);
            assertThat(answer.body().length).as(format).isGreaterThan(1000);
            assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment; filename=\"shops_")
                    .endsWith("." + format + "\"");
        }
        HttpResponse<String> report = opened.get("/snapshots/1/report");
        assertThat(report.body()).contains("<html");
        assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox")
                .doesNotContain("https:");
        // Written once for all who ask within moments; nothing of one download is left.
        assertThat(workplace.files("data/spool")).containsExactly("shared");
    }

    @Test
    void sendsASinkATestThatNobodyTakesForNews() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        workplace.sink("merch", "ranking-report", Map.of("attach", "csv"), "email", Map.of("to", "a@example.com"));
        open().poll("shops");
        assertThat(opened.post("/api/sinks/hook/test", "").statusCode()).isEqualTo(401);
        String bearer = "Bearer " + TOKEN;
        JsonNode before = json("/api/deliveries").path("deliveries");
        int asked = workplace.sandbox.fastMoss().requests().size();
        for (String sink : List.of("hook", "archive", "merch")) {
            HttpResponse<String> tested = opened.post("/api/sinks/" + sink + "/test", "", "Authorization", bearer);
            assertThat(JSON.readTree(tested.body()).at("/test/outcome").asText())
                    .as(tested.body())
                    .isEqualTo("delivered");
        }
        WebhookMessage message = workplace.sandbox.webhooks().received().get(1);
        assertThat(message.verified()).isTrue();
        assertThat(message.id()).startsWith("test-");
        assertThat(message.body()).contains("\"type\":\"ranking.test\"");
        assertThat(workplace.files("data/archive")).hasSize(4).anyMatch(file -> file.matches("TEST-.*_shops_.*csv"));
        assertThat(workplace.sandbox.smtp().messages()).singleElement().satisfies(mail -> assertThat(mail.getSubject())
                .startsWith("[TEST] "));

        workplace.sandbox.webhooks().answer(404, Duration.ZERO);
        opened.post("/api/sinks/hook/test", "", "Authorization", bearer);
        assertThat(json("/api/sinks").at("/sinks/1/test/says").asText()).contains("404");
        assertThat(opened.get("/sinks").body()).contains("failed</span> HTTP 404");
        assertThat(json("/api/deliveries").path("deliveries")).isEqualTo(before).hasSize(2);
        assertThat(workplace.sandbox.fastMoss().requests()).hasSize(asked);
        assertThat(opened.post("/api/sinks/nobody/test", "", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsBrowsersThatSomethingChanged() throws Exception {
        open();
        HttpResponse<Stream<String>> events = Opened.CLIENT.send(
                HttpRequest.newBuilder(opened.uri("/api/events")).build(), HttpResponse.BodyHandlers.ofLines());
        opened.poll("shops");
        assertThat(events.body().anyMatch("event: changed"::equals)).isTrue();
    }

    @Test
    void saysThatItsPortIsTakenAndDoesNotStart() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            workplace.property("rankwire.console.port", Integer.toString(other.getLocalPort()));
            Workplace.Result result = workplace.run("run");
            assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err())
                    .contains(
                            "the console cannot listen on 127.0.0.1:" + other.getLocalPort(), "rankwire.console.port");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithFiles() throws Exception {
        workplace.route("broken", "- route:\n    id: broken\n    from:\n      uri: tiimer:x\n      steps: []\n");
        open();
        JsonNode files = json("/api/files").path("files");
        assertThat(files.at("/0/file").asText()).isEqualTo("routes/broken.camel.yaml");
        assertThat(files.at("/0/state").asText()).isEqualTo("refused");
        assertThat(json("/api/overview").at("/attention/0/about").asText()).isEqualTo("routes/broken.camel.yaml:4:12");
    }
}
