package io.rankwire.vendor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986). */
final class Addresses {
    private Addresses() {}

    /** The text as one path segment or query value. */
    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
