package io.rankwire.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A request as it came in; the token is not shown in its text.
 *
 * @param query undecoded, empty when there is none
 */
record VendorRequest(String method, String path, String query, String authorization, String body) {
    private static final int LONGEST_BODY_IN_BYTES = 64 * 1024;

    static VendorRequest of(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        try (InputStream body = exchange.getRequestBody()) {
            return new VendorRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    query == null ? "" : query,
                    authorization == null ? "" : authorization,
                    new String(body.readNBytes(LONGEST_BODY_IN_BYTES), StandardCharsets.UTF_8));
        }
    }

    /** Everything that is asked, without who asks. */
    String question() {
        return method + " " + path + "?" + query + " " + body;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
