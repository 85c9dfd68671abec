package io.rankwire.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    void losesPatienceWithGuessers() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        open();
        for (int i = 0; i < 10; i++) {
            opened.post("/sign-in", "token=guess" + i);
        }
        assertThat(opened.post("/sign-in", "token=" + TOKEN).statusCode()).isEqualTo(401);
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
