package io.rankwire.sandbox.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** An HTTP answer, and the manner in which it goes out. */
public record Answer(int status, Map<String, String> headers, String body, Manner manner) {
    private static final int PIECES = 20;

    /**
     * In what manner an answer goes out.
     *
     * @param duration how long a trickled body takes; zero for the others
     */
    public record Manner(Kind kind, Duration duration) {
        static final Manner WHOLE = new Manner(Kind.WHOLE, Duration.ZERO);
        public static final Manner CUT = new Manner(Kind.CUT, Duration.ZERO);

        public static Manner trickled(Duration duration) {
            return new Manner(Kind.TRICKLED, duration);
        }

        private enum Kind {
            WHOLE,
            CUT,
            TRICKLED
        }
    }

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), SandboxJson.text(body), Manner.WHOLE);
    }

    public static Answer html(int status, String page) {
        return new Answer(status, Map.of("Content-Type", "text/html; charset=utf-8"), page, Manner.WHOLE);
    }

    public Answer sent(Manner how) {
        return new Answer(status, headers, body, how);
    }

    public Answer with(String header, String value) {
        return new Answer(status, Map.of("Content-Type", headers.get("Content-Type"), header, value), body, manner);
    }

    public void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        switch (manner.kind()) {
            case WHOLE -> {
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            case CUT -> {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
            }
            case TRICKLED -> {
                exchange.sendResponseHeaders(status, bytes.length);
                trickle(bytes, exchange.getResponseBody());
            }
        }
    }

    private void trickle(byte[] bytes, OutputStream out) throws IOException {
        int piece = Math.max(1, (bytes.length + PIECES - 1) / PIECES);
        for (int from = 0; from < bytes.length; from += piece) {
            out.write(bytes, from, Math.min(piece, bytes.length - from));
            out.flush();
            try {
                Thread.sleep(manner.duration().dividedBy(PIECES).toMillis());
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
