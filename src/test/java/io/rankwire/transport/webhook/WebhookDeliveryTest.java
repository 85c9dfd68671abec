package io.rankwire.transport.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.Webhook;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Delivery.Status;
import io.rankwire.route.step.SinkBench;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver gets, and what its answers lead to. */
class WebhookDeliveryTest extends WebhookBench {
    private static Map<String, List<String>> headers(LoggedRequest request) {
        return request.getHeaders().all().stream()
                .collect(Collectors.toMap(
                        header -> header.key().toLowerCase(java.util.Locale.ROOT), header -> header.values()));
    }

    @Test
    void isVerifiedByAnIndependentLibraryUnderEitherSecretWhileTheyAreChanged() throws Exception {
        try (SinkBench bench = plain(Map.of())) {
            Delivery delivery = bench.deliver("first");
            assertThat(delivery.progress().status()).isEqualTo(Status.DELIVERED);
            assertThat(delivery.document()).isEqualTo("ranking.published");

            LoggedRequest request = received().get(0);
            assertThat(request.getUrl()).isEqualTo("/hooks/a%2Fb?sig=x%2By%3D&z=1");
            assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
            assertThat(delivery.sent().bytes()).isEqualTo(request.getBody().length);
            for (String secret : List.of(OLD_SECRET, NEW_SECRET)) {
                new Webhook(secret).verify(request.getBodyAsString(), headers(request));
            }
        }
    }

    @Test
    void repeatsTheSameBodyUnderTheSameIdAtAnotherTime() throws Exception {
        answer(aResponse().withStatus(500));
        try (SinkBench bench = plain(Map.of())) {
            bench.deliver("first");
            answer(aResponse().withStatus(200));
            assertThat(bench.deliverLater().progress().status()).isEqualTo(Status.DELIVERED);

            LoggedRequest first = received().get(0);
            LoggedRequest second = received().get(1);
            assertThat(second.getHeader("webhook-id"))
                    .isEqualTo(first.getHeader("webhook-id"))
                    .startsWith("msg_");
            assertThat(second.getBody()).isEqualTo(first.getBody());
            assertThat(Long.parseLong(second.getHeader("webhook-timestamp"))
                            - Long.parseLong(first.getHeader("webhook-timestamp")))
                    .isGreaterThanOrEqualTo(Duration.ofDays(2).toSeconds());
            assertThat(second.getHeader("webhook-signature")).isNotEqualTo(first.getHeader("webhook-signature"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void waitsAsLongAsTheReceiverAsksInSecondsOrUntilADate(int status) throws Exception {
        answer(aResponse().withStatus(status).withHeader("Retry-After", "72000"));
        try (SinkBench bench = plain(Map.of())) {
            assertThat(bench.deliver("first").progress().nextAttemptAt())
                    .isCloseTo(Instant.now().plus(Duration.ofHours(20)), within(Duration.ofHours(3)));

            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    bench.afterNextPause().plus(Duration.ofHours(23)).atOffset(ZoneOffset.UTC));
            answer(aResponse().withStatus(status).withHeader("Retry-After", date));
            assertThat(bench.deliverLater().progress().nextAttemptAt())
                    .isAfter(bench.now().plus(Duration.ofHours(23)).minusSeconds(5));
        }
    }

    @Test
    void waitsNoLongerThanADayForAWrongDateAndSaysSo() throws Exception {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"));
        try (SinkBench bench = plain(Map.of())) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.nextAttemptAt()).isBefore(bench.now().plus(Duration.ofDays(1)));
            assertThat(progress.lastError())
                    .matches("HTTP 503; it asks for a wait of \\d+ days, which is cut to 24 hours"
                            + " \\(rankwire.retryAfterLimit\\)");
        }
    }

    @Test
    void waitsNoLongerThanTheOperatorGrants() throws Exception {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "7200"));
        Map<String, String> parameters = Map.of("secretProperty", "hook.secret", "allowHosts", "127.0.0.1");
        Map<String, String> settings = Map.of("rankwire.retryAfterLimit", "10m");
        try (SinkBench bench = bench("http://127.0.0.1:" + server.port() + "/hooks", parameters, settings)) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.nextAttemptAt()).isBefore(bench.now().plus(Duration.ofMinutes(10)));
            assertThat(progress.lastError()).contains("a wait of 2 hours, which is cut to 600 seconds");
        }
    }

    private SinkBench hearing(String... events) throws Exception {
        String steps = Stream.of(events).map("""
                - to:
                    uri: kamelet:webhook
                    parameters:
                      urlProperty: hook.url
                      secretProperty: hook.secret
                      allowHosts: 127.0.0.1
                      events: %s
                """::formatted).collect(Collectors.joining());
        String url = "http://127.0.0.1:" + server.port() + "/hooks";
        return new SinkBench(home, Map.of("hook.url", url, "hook.secret", NEW_SECRET), steps);
    }

    private List<String> types() {
        return received().stream()
                .map(request -> request.getBodyAsString().replaceAll("^\\{\"type\":\"([a-z.]+)\".*", "$1"))
                .toList();
    }

    @Test
    void tellsEachOfTwoWebhooksWhatItHearsOf() throws Exception {
        try (SinkBench bench = hearing("ranking.published", "\"ranking.published, ranking.corrected\"")) {
            bench.deliver("first");
            assertThat(types()).containsExactly("ranking.published", "ranking.published");

            server.resetRequests();
            assertThat(bench.correct().deliver("first").progress().status()).isEqualTo(Status.DELIVERED);
            assertThat(types()).containsExactly("ranking.corrected");
        }
    }

    @Test
    void saysThatAWebhookDoesNotHearOfWhatIsOwed() throws Exception {
        try (SinkBench bench = hearing("ranking.corrected")) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.SKIPPED);
            assertThat(progress.lastError()).contains("does not hear of ranking.published");
            assertThat(received()).isEmpty();
        }
    }
}
