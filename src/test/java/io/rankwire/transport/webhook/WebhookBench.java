package io.rankwire.transport.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.rankwire.route.step.SinkBench;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real HTTP server, with and without TLS, and a sink that calls it. */
@Timeout(120)
public abstract class WebhookBench {
    public static final String OLD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String NEW_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    @TempDir
    public Path home;

    public WireMockServer server;

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

    void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(post(anyUrl()).willReturn(answer));
    }

    public List<LoggedRequest> received() {
        return server.findAll(postRequestedFor(anyUrl()));
    }

    SinkBench bench(String url, Map<String, String> parameters) throws Exception {
        return bench(url, parameters, Map.of());
    }

    SinkBench bench(String url, Map<String, String> parameters, Map<String, String> more) throws Exception {
        String steps = "- to:\n    uri: kamelet:webhook\n    parameters:\n      urlProperty: hook.url\n"
                + parameters.entrySet().stream()
                        .map(parameter -> "      " + parameter.getKey() + ": \"" + parameter.getValue() + "\"\n")
                        .collect(Collectors.joining());
        Map<String, String> properties = new HashMap<>(more);
        properties.putAll(Map.of("hook.url", url, "hook.secret", OLD_SECRET + ", " + NEW_SECRET));
        return new SinkBench(home, properties, steps);
    }

    SinkBench plain(Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("secretProperty", "hook.secret");
        parameters.put("allowHosts", "127.0.0.1");
        return bench("http://127.0.0.1:" + server.port() + "/hooks/a%2Fb?sig=x%2By%3D&z=1", parameters);
    }
}
