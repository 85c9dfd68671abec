package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see what the console shows, and who may change anything. */
@Timeout(120)
class ConsoleAccessTest extends ConsoleBench {
    @Test
    void changesNothingWithoutTheToken() throws Exception {
        workplace.sandbox.webhooks().answer(404, Duration.ZERO);
        open().poll("shops");
        assertThat(opened.post("/api/deliveries/1/retry", "").statusCode()).isEqualTo(403);
        opened.close();

        workplace.property("rankwire.console.token", TOKEN);
        open();
        assertThat(opened.post("/api/deliveries/1/retry", "").statusCode()).isEqualTo(401);
        assertThat(opened.post("/api/deliveries/1/retry", "", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(json("/api/deliveries/1").at("/delivery/status").asText()).isEqualTo("dead");

        HttpResponse<String> retried = opened.post("/api/deliveries/1/retry", "", "Authorization", "Bearer " + TOKEN);
        assertThat(retried.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(retried.body()).path("status").asText()).isEqualTo("due");
        workplace.sandbox.webhooks().answerAsUsual();
        opened.engine.dispatcher().settle();
        assertThat(json("/api/deliveries/1").at("/delivery/status").asText()).isEqualTo("delivered");
        assertThat(json("/api/deliveries/1").at("/attempts")).hasSize(2);
    }

    @Test
    void takesFormsFromItsOwnPagesOnly() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        open().poll("shops");
        assertThat(opened.post("/sign-in", "token=wrong").statusCode()).isEqualTo(401);
        String cookie = opened.post("/sign-in", "token=" + TOKEN)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
        String session = cookie.substring(0, cookie.indexOf(';'));

        String page = opened.get("/sinks", "Cookie", session).body();
        String form = page.replaceAll("(?s).*name=\"form\" value=\"([^\"]+)\".*", "$1");
        assertThat(opened.post("/sinks/hook/disable", "", "Cookie", session).statusCode())
                .isEqualTo(401);
        assertThat(opened.post("/sinks/hook/disable", "form=" + form, "Cookie", session)
                        .statusCode())
                .isEqualTo(303);
        assertThat(json("/api/sinks").at("/sinks/1/disabled").asText()).isEqualTo("by an operator");
        assertThat(json("/api/overview").at("/attention/0/about").asText()).isEqualTo("sink hook");
    }

    @Test
    void keepsNeitherTheTokenNorASessionOutHoweverManyWrongOnesCame() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        open();
        String session = session();
        int last = 0;
        for (int i = 0; i < 11; i++) {
            last = opened.post("/sign-in", "token=guess" + i).statusCode();
        }
        assertThat(last).isEqualTo(429);
        assertThat(opened.post("/api/sinks/hook/disable", "", "Authorization", "Bearer guess")
                        .statusCode())
                .isEqualTo(429);

        assertThat(opened.post("/sign-in", "token=" + TOKEN).statusCode()).isEqualTo(303);
        assertThat(opened.post("/api/sinks/hook/disable", "", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(opened.get("/sinks", "Cookie", session).body()).contains("name=\"form\"");
        // Those who are signed in are counted by themselves.
        assertThat(opened.post("/sign-in", "token=typo", "Cookie", session).statusCode())
                .isEqualTo(401);
    }

    private String session() throws Exception {
        String cookie = opened.post("/sign-in", "token=" + TOKEN)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void changesNothingForAPageOfAnotherOrigin() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        open();
        String bearer = "Bearer " + TOKEN;
        String own = "http://127.0.0.1:" + opened.address.port();
        for (String[] foreign : new String[][] {
            {"Origin", "http://127.0.0.1:1"},
            {"Origin", "null"},
            {"Origin", "https://shop.example"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"}
        }) {
            assertThat(opened.post("/api/sinks/hook/disable", "", "Authorization", bearer, foreign[0], foreign[1])
                            .statusCode())
                    .as(foreign[1])
                    .isEqualTo(403);
            assertThat(opened.post("/sign-in", "token=" + TOKEN, foreign[0], foreign[1])
                            .statusCode())
                    .as(foreign[1])
                    .isEqualTo(403);
        }
        assertThat(json("/api/sinks").at("/sinks/1/disabled").isNull()).isTrue();
        assertThat(opened.post("/sign-in", "token=" + TOKEN, "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void takesNoTokenInAnAddress() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        open();
        for (String path : List.of("/?token=" + TOKEN, "/api/overview?token=x", "/sign-in?token=" + TOKEN)) {
            assertThat(opened.get(path).statusCode()).as(path).isEqualTo(400);
        }
        HttpResponse<String> refused = opened.post("/sign-in?token=" + TOKEN, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Authorization: Bearer").doesNotContain(TOKEN);
    }

    @Test
    void makesNothingOfWhatIsNotThereAndTakesNoNumberOutOfRange() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        open().poll("shops");
        for (String action : List.of("disable", "enable", "test")) {
            assertThat(opened.post("/api/sinks/nobody/" + action, "", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .as(action)
                    .isEqualTo(404);
        }
        assertThat(json("/api/sinks").findValuesAsText("sink")).containsExactly("archive", "hook");
        for (String path : List.of(
                "/api/snapshots/99999999999999999999",
                "/api/snapshots/1?from=2147483648",
                "/api/snapshots/1?from=-1",
                "/api/snapshots/1?against=99999999999999999999",
                "/api/deliveries/18446744073709551616",
                "/api/deliveries?before=9223372036854775808")) {
            HttpResponse<String> answer = opened.get(path);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(400);
        }
        assertThat(opened.get("/api/snapshots/9223372036854775807").statusCode())
                .isEqualTo(404);
        assertThat(json("/api/snapshots/1?from=2147483647").at("/ranking/rows")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "POST /api/sinks/archive/test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: many\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void refusesWhatIsNoRequestWithoutAWordOfItsInside(String request) throws Exception {
        open();

        assertThat(opened.raw(request))
                .matches("(?s)HTTP/\\d\\.\\d [45]\\d\\d .*")
                .doesNotContain("\tat ", "Exception");
        assertThat(opened.get("/api/sinks").statusCode()).isEqualTo(200);
    }

    @Test
    void answersHeadAsItWouldAnswerGet() throws Exception {
        open().poll("shops");
        for (String path : List.of(
                "/",
                "/feeds/shops",
                "/api/overview",
                "/observe/health",
                "/observe/metrics",
                "/assets/console.css",
                "/snapshots/1/download/csv",
                "/nowhere")) {
            HttpResponse<String> head = Opened.CLIENT.send(
                    HttpRequest.newBuilder(opened.uri(path))
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> get = opened.get(path);
            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
            assertThat(head.headers().firstValue("Content-Type"))
                    .as(path)
                    .isEqualTo(get.headers().firstValue("Content-Type"));
            assertThat(head.body()).as(path).isEmpty();
        }
    }

    @Test
    void answersToItsOwnNamesOnly() throws Exception {
        open();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), opened.address.port())) {
            socket.getOutputStream()
                    .write("GET /api/overview HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421")
                    .doesNotContain("feeds");
        }
    }

    @Test
    void showsNothingToOthersWithoutTheToken() throws Exception {
        workplace.property("rankwire.console.host", "0.0.0.0");
        workplace.configure();
        assertThatThrownBy(this::open).hasMessageContaining("rankwire.console.token");
    }

    @Test
    void asksForTheTokenBeforeItShowsAnythingToOthers() throws Exception {
        workplace.property("rankwire.console.host", "0.0.0.0").property("rankwire.console.token", TOKEN);
        open();
        HttpResponse<String> page = opened.get("/");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("/sign-in");
        assertThat(opened.get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(opened.get("/api/overview").statusCode()).isEqualTo(401);
        assertThat(opened.get("/api/overview", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }
}
