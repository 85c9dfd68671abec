package io.rankwire.source.endpoint;

import java.util.Locale;
import java.util.Set;

/** Which headers a kamelet may set. */
final class HeaderName {
    /** Set by the HTTP client or by Rankwire, or, like {@code Date}, not let through by Camel. */
    private static final Set<String> TAKEN = Set.of(
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "expect",
            "host",
            "keep-alive",
            "pragma",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "warning");

    private HeaderName() {}

    /**
     * Whether a header of that name arrives as it is set.
     *
     * @throws DefinitionMistake when it does not
     */
    static void check(String name, String... path) {
        String lower = name.toLowerCase(Locale.ROOT);
        // RFC 9110, 5.6.2
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")) {
            throw new DefinitionMistake("'" + name + "' is no name of a header", path);
        }
        if (TAKEN.contains(lower) || lower.startsWith("camel") || lower.startsWith("org.apache.camel")) {
            throw new DefinitionMistake(name + " is a header that a kamelet cannot set", path);
        }
    }
}
