package io.rankwire.camel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.Webhook;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Delivery.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server, with and without TLS. */
@Timeout(120)
class WebhookDeliveryTest {
    private static final String OLD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    @TempDir
    Path home;

    private WireMockServer server;

    @BeforeEach
    void listen() {
        server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort());
        server.start();
        answer(aResponse().withStatus(204));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(post(anyUrl()).willReturn(answer));
    }

    private List<LoggedRequest> received() {
        return server.findAll(postRequestedFor(anyUrl()));
    }

    private SinkBench bench(String url, Map<String, String> parameters) throws Exception {
        String steps = "- to:\n    uri: kamelet:webhook\n    parameters:\n      urlProperty: hook.url\n"
                + parameters.entrySet().stream()
                        .map(parameter -> "      " + parameter.getKey() + ": \"" + parameter.getValue() + "\"\n")
                        .collect(Collectors.joining());
        return new SinkBench(home, Map.of("hook.url", url, "hook.secret", OLD_SECRET + ", " + NEW_SECRET), steps);
    }

    private SinkBench plain(Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("secretProperty", "hook.secret");
        parameters.put("allowHosts", "127.0.0.1");
        return bench("http://127.0.0.1:" + server.port() + "/hooks/a%2Fb?sig=x%2By%3D&z=1", parameters);
    }

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
                    Instant.now().plus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC));
            answer(aResponse().withStatus(status).withHeader("Retry-After", date));
            assertThat(bench.deliverLater().progress().nextAttemptAt())
                    .isAfter(Instant.now().plus(Duration.ofDays(3)).minusSeconds(5));
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        answer(aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:" + server.port() + "/elsewhere"));
        try (SinkBench bench = plain(Map.of())) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.DEAD);
            assertThat(progress.lastError()).startsWith("HTTP 302").contains("redirects are not followed");
            assertThat(received()).hasSize(1);
        }
    }

    @Test
    void trustsASelfSignedCertificateOnlyWhenItIsNamed() throws Exception {
        Certificates certificates = new Certificates(home, "localhost");
        server.stop();
        server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(certificates.keyStore().toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
        answer(aResponse().withStatus(204));
        String url = "https://localhost:" + server.httpsPort() + "/hooks";
        Map<String, String> parameters = Map.of("secretProperty", "hook.secret", "allowHosts", "localhost");
        try (SinkBench bench = bench(url, parameters)) {
            Delivery.Progress progress = bench.deliver("first").progress();
            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError()).contains("unable to find valid certification path");
            assertThat(received()).isEmpty();
        }

        home = Files.createDirectories(home.resolve("trusting"));
        Files.copy(certificates.pem(), home.resolve("partner.pem"));
        Map<String, String> trusting = new HashMap<>(parameters);
        trusting.put("trustedCertificates", "partner.pem");
        try (SinkBench bench = bench(url, trusting)) {
            assertThat(bench.deliver("first").progress().status()).isEqualTo(Status.DELIVERED);
        }
        home = Files.createDirectories(home.resolve("other-host"));
        Files.copy(certificates.pem(), home.resolve("partner.pem"));
        trusting.put("allowHosts", "127.0.0.1");
        try (SinkBench bench = bench(url.replace("localhost", "127.0.0.1"), trusting)) {
            assertThat(bench.deliver("first").progress().lastError())
                    .contains("127.0.0.1", "subject alternative names");
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

    @Test
    void givesUpOnAReceiverThatSaysNothing() throws Exception {
        answer(aResponse().withStatus(200).withFixedDelay(60_000));
        endsInTime("Read timed out");
    }

    @Test
    void givesUpOnAReceiverThatTakesNoConnection() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = fill(full);
            Map<String, String> parameters = Map.of(
                    "secretProperty", "hook.secret",
                    "allowHosts", "127.0.0.1",
                    "connectTimeout", "1s");
            try (SinkBench bench = bench("http://127.0.0.1:" + full.getLocalPort() + "/hooks", parameters)) {
                long start = System.nanoTime();
                Delivery.Progress progress = bench.deliver("first").progress();

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
                assertThat(progress.status()).isEqualTo(Status.DUE);
                assertThat(progress.lastError()).containsIgnoringCase("connect timed out");
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    /** Connects until the server's queue takes no more. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (waiting.size() < 50) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 500);
            } catch (SocketTimeoutException e) {
                return waiting;
            }
        }
        throw new IllegalStateException("the queue takes any number");
    }

    @Test
    void givesUpOnAReceiverThatSendsByteByByte() throws Exception {
        try (DrippingPeer peer = new DrippingPeer("X-Never: ")) {
            Delivery.Progress progress = drip(peer);

            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError()).contains("no answer within 2 s");
            assertThat(peer.sent()).isPositive();
        }
    }

    @Test
    void readsNothingOfABodyThatNeverEnds() throws Exception {
        try (DrippingPeer peer = new DrippingPeer("Content-Length: 1000000\r\n\r\n")) {
            Delivery.Progress progress = drip(peer);

            assertThat(progress.status()).isEqualTo(Status.DELIVERED);
        }
    }

    private Delivery.Progress drip(DrippingPeer peer) throws Exception {
        Map<String, String> parameters = new HashMap<>(SHORT);
        parameters.put("secretProperty", "hook.secret");
        parameters.put("allowHosts", "127.0.0.1");
        try (SinkBench bench = bench("http://127.0.0.1:" + peer.port() + "/hooks", parameters)) {
            long start = System.nanoTime();
            Delivery.Progress progress = bench.deliver("first").progress();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            return progress;
        }
    }

    private static final Map<String, String> SHORT = Map.of("connectTimeout", "1s", "answerTimeout", "1s");

    private void endsInTime(String says) throws Exception {
        try (SinkBench bench = plain(SHORT)) {
            long start = System.nanoTime();
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError()).contains(says);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "2130706433",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "169.254.169.254",
                "[fe80::1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]"
            })
    void callsNothingAtAPrivateAddressHoweverItIsWritten(String host) throws Exception {
        String url = "https://" + host + ":" + server.httpsPort() + "/hooks";
        try (SinkBench bench = bench(url, Map.of("secretProperty", "hook.secret"))) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.DEAD);
            assertThat(progress.lastError()).contains("an address of this machine or a private network");
            assertThat(received()).isEmpty();
        }
    }

    @Test
    void speaksWithoutTlsToNobodyWhoIsNotNamed() throws Exception {
        try (SinkBench bench = bench("http://hooks.example.com/marked", Map.of("secretProperty", "hook.secret"))) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.DEAD);
            assertThat(progress.lastError())
                    .isEqualTo("hook.url must be an https address; http is for hosts that allowHosts names");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams", "discord"})
    void tellsAChatWithoutASecret(String format) throws Exception {
        Map<String, String> parameters = Map.of("format", format, "allowHosts", "127.0.0.1");
        try (SinkBench bench = bench("http://127.0.0.1:" + server.port() + "/hooks", parameters)) {
            assertThat(bench.deliver("first").progress().status()).isEqualTo(Status.DELIVERED);

            assertThat(received()).hasSize(1);
            assertThat(received().get(0).getBodyAsString()).contains("2026").contains("Rows");
            assertThat(received().get(0).containsHeader("webhook-signature")).isFalse();
        }
    }
}
