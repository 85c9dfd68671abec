package io.rankwire.console;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/** Where a request comes from, as far as its browser says: a page of another origin may change nothing here. */
final class Provenance {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    /** Typed in, or from a page of the same origin. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private Provenance() {}

    /** Whether the request would change something on behalf of a page that is not the console's own. */
    static boolean isForeignChange(HttpServerRequest request) {
        if (SAFE.contains(request.method().name())) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        // A program sends neither.
        return (site != null && !OWN_SITES.contains(site)) || (origin != null && !isOwn(origin, request));
    }

    /** A proxy that ends TLS hands on the name and port that the browser knows, not the scheme. */
    private static boolean isOwn(String origin, HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host != null
                && origin.toLowerCase(Locale.ROOT).matches("https?://.+")
                && origin.substring(origin.indexOf("://") + 3).equalsIgnoreCase(host);
    }
}
