package io.rankwire.transport.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Delivery.Status;
import io.rankwire.route.step.SinkBench;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a webhook may go, and whom it trusts. */
class WebhookAddressTest extends WebhookBench {
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
    void asksNoProxyForAPrivateTarget() throws Exception {
        try (HostilePeer proxy = HostilePeer.saying("HTTP/1.1 502 Bad Gateway", "", "");
                SinkBench bench = through(proxy, "https://10.1.2.3/hooks", "127.0.0.1")) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.DEAD);
            assertThat(progress.lastError()).startsWith("10.1.2.3 is 10.1.2.3, an address of this machine");
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void hasAProxyLookUpOnlyHostsThatAreNamed() throws Exception {
        try (HostilePeer proxy = HostilePeer.saying("HTTP/1.1 502 Bad Gateway", "", "");
                SinkBench bench = through(proxy, "https://hooks.invalid/x", "127.0.0.1")) {
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError()).contains("hooks.invalid cannot be looked up here", "allowHosts");
            assertThat(proxy.connections()).isZero();
        }
        home = Files.createDirectories(home.resolve("named"));
        try (HostilePeer proxy = HostilePeer.saying("HTTP/1.1 502 Bad Gateway", "", "");
                SinkBench bench = through(proxy, "https://hooks.invalid/x", "127.0.0.1, hooks.invalid")) {
            assertThat(bench.deliver("first").progress().lastError()).contains("502");
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    private SinkBench through(HostilePeer proxy, String url, String allowHosts) throws Exception {
        return bench(
                url,
                Map.of("secretProperty", "hook.secret", "allowHosts", allowHosts),
                Map.of(
                        "camel.component.http.proxy-host",
                        "127.0.0.1",
                        "camel.component.http.proxy-port",
                        proxy.port()));
    }

    @Test
    void sendsNoUserNameOfAnAddress() throws Exception {
        try (SinkBench bench = bench("https://user:pass@hooks.example.com/", Map.of("secretProperty", "hook.secret"))) {
            assertThat(bench.mistake())
                    .contains("user name or password before its host")
                    .doesNotContain("pass@");
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
}
