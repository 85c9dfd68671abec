package io.rankwire.sandbox.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.rankwire.sandbox.MovableClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookPeerTest {
    private static final String BODY = "{\"title\":\"样品 é\"}";

    private final MovableClock clock = new MovableClock("2026-04-14T12:00:00Z");

    @TempDir
    private Path folder;

    @AutoClose
    private WebhookPeer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new WebhookPeer(clock, folder);
    }

    @Test
    void acceptsWhatTheReferenceLibrarySigned() throws Exception {
        assertThat(send(now(), signature(now())).statusCode()).isEqualTo(204);
        assertThat(peer.received()).containsExactly(new WebhookMessage("msg_1", String.valueOf(now()), BODY, true));
        assertThat(folder.resolve("0001.json")).hasContent(BODY);
    }

    @Test
    void acceptsOneRightSignatureAmongSeveral() throws Exception {
        assertThat(send(now(), "v1,AAAA v2,BBBB " + signature(now())).statusCode())
                .isEqualTo(204);
    }

    @Test
    void refusesAWrongSignatureAndAnotherTimestamp() throws Exception {
        assertThat(send(now(), "v1,AAAA").statusCode()).isEqualTo(401);
        assertThat(send(now() + 1, signature(now())).statusCode()).isEqualTo(401);
        assertThat(peer.received()).extracting(WebhookMessage::verified).containsExactly(false, false);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsMoreThanFiveMinutesOff() throws Exception {
        assertThat(send(now() - 300, signature(now() - 300)).statusCode()).isEqualTo(204);
        assertThat(send(now() - 301, signature(now() - 301)).statusCode()).isEqualTo(401);
        assertThat(send(now() + 301, signature(now() + 301)).statusCode()).isEqualTo(401);
    }

    @Test
    void answersAsTold() throws Exception {
        peer.answer(503, Duration.ofMinutes(2));
        HttpResponse<Void> refused = send(now(), signature(now()));
        peer.answerAsUsual();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("120");
        assertThat(send(now(), signature(now())).statusCode()).isEqualTo(204);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String signature(long timestamp) throws Exception {
        return new Webhook(peer.secret()).sign("msg_1", timestamp, BODY);
    }

    private HttpResponse<Void> send(long timestamp, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(peer.url())
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", String.valueOf(timestamp))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
