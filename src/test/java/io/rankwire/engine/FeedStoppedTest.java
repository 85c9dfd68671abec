package io.rankwire.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.rankwire.sandbox.peer.WebhookMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What webhooks hear when a vendor refuses a feed. */
class FeedStoppedTest {
    @TempDir
    Path folder;

    private Workplace workplace;
    private WireMockServer vendor;

    @BeforeEach
    void moveIn() throws IOException {
        vendor = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        vendor.start();
        workplace = new Workplace(folder).archive("csv").webhook("hook");
    }

    @AfterEach
    void moveOut() throws IOException {
        vendor.stop();
        workplace.close();
    }

    private void poll(String url, int daysAgo) throws IOException {
        String day = LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).toString();
        workplace
                .property("fastmoss.url", url)
                .feed(
                        "shops",
                        "fastmoss-shop-most-promoted",
                        Map.of("region", "GB", "date", day, "maxRows", "20"),
                        "hook, archive")
                .run("run", "--once", "shops");
    }

    private List<String> told() throws IOException {
        List<String> types = new ArrayList<>();
        for (WebhookMessage message : workplace.sandbox.webhooks().received()) {
            assertThat(message.verified()).isTrue();
            types.add(body(message).get("type").asText());
        }
        return types;
    }

    private static JsonNode body(WebhookMessage message) throws IOException {
        return new ObjectMapper().readTree(message.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402})
    void isToldOnceForEveryStopUntilTheVendorAnswersAgain(int status) throws IOException {
        vendor.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
        String sandbox = workplace.sandbox.properties().get("fastmoss.url");

        poll(vendor.baseUrl(), 5);
        poll(vendor.baseUrl(), 5);
        assertThat(told()).containsExactly("feed.stopped");
        JsonNode data = body(workplace.sandbox.webhooks().received().get(0)).get("data");
        assertThat(data.get("feed").asText()).isEqualTo("shops");
        assertThat(data.get("source").asText()).isEqualTo("fastmoss-shop-most-promoted");
        assertThat(data.get("reason").asText()).contains(Integer.toString(status));

        poll(sandbox, 4);
        assertThat(told()).containsExactly("feed.stopped", "ranking.published");

        poll(vendor.baseUrl(), 3);
        assertThat(told()).containsExactly("feed.stopped", "ranking.published", "feed.stopped");
        assertThat(workplace.sandbox.webhooks().received())
                .extracting(WebhookMessage::id)
                .doesNotHaveDuplicates();
        // A folder has no use for the news that there is nothing to drop.
        assertThat(workplace.files("data/archive")).hasSize(2);
    }
}
