package io.rankwire.transport.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Delivery.Status;
import io.rankwire.route.step.SinkBench;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answer is taken for a yes. */
class WebhookSuccessTest extends WebhookBench {
    private static final String LOGIN_PAGE =
            "<!doctype html>\n<html><head><title>Sign in</title></head><body>\u202e</body></html>";

    private SinkBench chat(String format, Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.putAll(Map.of("format", format, "allowHosts", "127.0.0.1"));
        return bench("http://127.0.0.1:" + server.port() + "/hooks/B0secret-part-of-it-42", parameters);
    }

    private static ResponseDefinitionBuilder saying(int status, String body) {
        ResponseDefinitionBuilder answer =
                aResponse().withStatus(status).withHeader("Content-Type", "text/html; charset=utf-8");
        return body == null ? answer : answer.withBody(body);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "slack | 200 | ok",
                "slack | 200 | ` ok\n`",
                "discord | 204 |",
                "discord | 200 | {\"type\":0,\"id\":\"1234567890123456789\",\"content\":\"\"}",
                "teams | 202 |",
                "teams | 202 | {\"status\":\"accepted\"}",
                "teams | 200 | 1",
            })
    void isWhatTheChatIsKnownToAnswer(String format, int status, String body) throws Exception {
        answer(saying(status, body));
        try (SinkBench bench = chat(format, Map.of())) {
            assertThat(bench.deliver("first").progress().status()).isEqualTo(Status.DELIVERED);

            assertThat(received()).hasSize(1);
            assertThat(received().get(0).getBodyAsString()).contains("2026").contains("Rows");
            assertThat(received().get(0).containsHeader("webhook-signature")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "teams | 200 | `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429`"
                        + " | HTTP 200, but the answer is not Teams' 202 or 1, it says 'Webhook message delivery failed"
                        + " with error: Microsoft Teams endpoint returned HTTP error 429'",
                "teams | 200 | | HTTP 200, but the answer is not Teams' 202 or 1, it says nothing",
                "slack | 200 | no_service | HTTP 200, but the answer is not Slack's ok, it says 'no_service'",
                "slack | 204 | | HTTP 204, but the answer is not Slack's ok, it says nothing",
                "discord | 200 | {\"code\":50013} | HTTP 200, but the answer is not Discord's 204 or message id, it says"
                        + " '{\"code\":50013}'",
                "discord | 200 | no JSON | HTTP 200, but the answer is not Discord's 204 or message id, it says 'no JSON'",
            })
    void isNothingElseThatComesWith2xx(String format, int status, String body, String error) throws Exception {
        answer(saying(status, body));
        try (SinkBench bench = chat(format, Map.of())) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError()).isEqualTo(error);

            answer(saying(
                    format.equals("slack") ? 200 : format.equals("teams") ? 202 : 204,
                    format.equals("slack") ? "ok" : null));
            assertThat(bench.deliverLater().progress().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @ParameterizedTest
    @CsvSource({"slack", "discord", "teams"})
    void isNoPageThatAProxyShows(String format) throws Exception {
        answer(saying(200, LOGIN_PAGE + "B0secret-part-of-it-42".repeat(10_000)));
        try (SinkBench bench = chat(format, Map.of())) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError())
                    .startsWith("HTTP 200, but the answer is not ")
                    .contains("it says '<!doctype html> <html><head><title>Sign in</title></head>")
                    .doesNotContain("B0secret", "\u202e", "\n")
                    .hasSizeLessThan(250);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "standard | body contains \\\"accepted\\\":true | {\"accepted\":true} | DELIVERED",
                "standard | body contains \\\"accepted\\\":true | {\"accepted\":false} | DUE",
                "slack | body contains \\\"success\\\":true | {\"success\":true} | DELIVERED",
                "slack | body contains \\\"success\\\":true | ok | DUE",
                "teams | any 2xx | queued | DELIVERED",
                "standard | any 2xx | {\"error\":\"no\"} | DELIVERED",
            })
    void isWhatTheParameterSays(String format, String success, String body, Status status) throws Exception {
        answer(saying(200, body));
        try (SinkBench bench = chat(format, Map.of("success", success, "secretProperty", "hook.secret"))) {
            assertThat(bench.deliver("first").progress().status()).isEqualTo(status);
        }
    }

    @Test
    void isLookedForInTheBeginningOfAnAnswer() throws Exception {
        Map<String, String> parameters = Map.of("success", "body contains done", "secretProperty", "hook.secret");
        try (SinkBench bench = chat("standard", parameters)) {
            answer(saying(200, "x".repeat(1 << 20) + "done"));
            assertThat(bench.deliver("first").progress().status()).isEqualTo(Status.DUE);

            answer(saying(200, "x".repeat(60_000) + "done" + "x".repeat(1 << 20)));
            assertThat(bench.deliverLater().progress().status()).isEqualTo(Status.DELIVERED);
        }
    }
}
