package io.rankwire.sandbox.peer;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A receiver of Standard Webhooks: 204 for what it can verify, 401 for anything else. */
public final class WebhookPeer implements AutoCloseable {
    private static final int SECRET_IN_BYTES = 32;

    private final Clock clock;
    private final Optional<Path> folder;
    private final String secret;
    private final SignatureCheck signature;
    private final List<WebhookMessage> received = new ArrayList<>();
    private final LoopbackHttp http;
    private Optional<Reply> told = Optional.empty();

    private record Reply(int status, Optional<Duration> retryAfter) {}

    /** A receiver that keeps what it gets in memory only. */
    public WebhookPeer(Clock clock) throws IOException {
        this(clock, Optional.empty());
    }

    /** A receiver that also writes every verified body into a folder, as {@code 0001.json}. */
    public WebhookPeer(Clock clock, Path folder) throws IOException {
        this(clock, Optional.of(Files.createDirectories(folder)));
    }

    private WebhookPeer(Clock clock, Optional<Path> folder) throws IOException {
        this.clock = clock;
        this.folder = folder;
        byte[] key = new byte[SECRET_IN_BYTES];
        new SecureRandom().nextBytes(key);
        this.secret = "whsec_" + Base64.getEncoder().encodeToString(key);
        this.signature = new SignatureCheck(secret);
        this.http = new LoopbackHttp("sandbox-webhooks", this::handle);
    }

    public URI url() {
        return http.url().resolve("/webhooks");
    }

    /** The shared secret, {@code whsec_} and base64; another one at every start. */
    public String secret() {
        return secret;
    }

    /** Everything that came, verified or not, oldest first. */
    public synchronized List<WebhookMessage> received() {
        return List.copyOf(received);
    }

    /** From now on answers every webhook with this status. */
    public synchronized void answer(int status) {
        told = Optional.of(new Reply(status, Optional.empty()));
    }

    /** From now on answers every webhook with this status and a {@code Retry-After} in whole seconds. */
    public synchronized void answer(int status, Duration retryAfter) {
        told = Optional.of(new Reply(status, Optional.of(retryAfter)));
    }

    /** Back to 204 and 401. */
    public synchronized void answerAsUsual() {
        told = Optional.empty();
    }

    @Override
    public void close() {
        http.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = receive(exchange);
            Map<String, String> headers = reply.retryAfter()
                    .map(wait -> Map.of("Retry-After", String.valueOf(wait.toSeconds())))
                    .orElse(Map.of());
            new Answer(reply.status(), headers, "", Answer.Manner.WHOLE).send(exchange);
        }
    }

    private Reply receive(HttpExchange exchange) throws IOException {
        WebhookMessage claimed;
        try (InputStream in = exchange.getRequestBody()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            claimed = new WebhookMessage(header(exchange, "id"), header(exchange, "timestamp"), body, false);
        }
        boolean verified = exchange.getRequestMethod().equals("POST")
                && signature.verifies(claimed, header(exchange, "signature"), clock.instant());
        return keep(new WebhookMessage(claimed.id(), claimed.timestamp(), claimed.body(), verified));
    }

    private synchronized Reply keep(WebhookMessage message) throws IOException {
        received.add(message);
        Reply usual = new Reply(message.verified() ? 204 : 401, Optional.empty());
        Reply reply = told.orElse(usual);
        if (folder.isPresent() && message.verified() && reply.status() < 300) {
            String name = String.format(Locale.ROOT, "%04d.json", received.size());
            Files.writeString(folder.get().resolve(name), message.body());
        }
        return reply;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst("webhook-" + name);
        return value == null ? "" : value;
    }
}
