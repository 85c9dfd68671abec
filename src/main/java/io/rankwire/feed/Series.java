package io.rankwire.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What makes two polls ask for the same ranking over time; snapshots of one series are compared with each other.
 *
 * @param source the source kamelet's name
 * @param periodType the length of its periods
 * @param scope every filter that was set, and what else changes the rows (order, row limit, row steps, account), by
 *     parameter name
 */
public record Series(String source, PeriodType periodType, Map<String, String> scope) {

    private static final Pattern LINE_END = Pattern.compile("[\\n\\x0B\\f\\r\\x85\\u2028\\u2029]");

    public Series {
        scope = Collections.unmodifiableMap(new TreeMap<>(scope));
    }

    /** One line that says everything: {@code source?name=value&…#week}, names in order. */
    public String canonical() {
        StringBuilder text = new StringBuilder(quote(source).replace("?", "%3F"));
        char separator = '?';
        for (Map.Entry<String, String> entry : scope.entrySet()) {
            text.append(separator).append(quote(entry.getKey())).append('=').append(quote(entry.getValue()));
            separator = '&';
        }
        return text.append('#').append(periodType.word()).toString();
    }

    /** SHA-256 of {@link #canonical()}, in hex. */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String quote(String text) {
        String quoted =
                text.replace("%", "%25").replace("&", "%26").replace("=", "%3D").replace("#", "%23");
        return LINE_END.matcher(quoted)
                .replaceAll(match -> String.format("%%%02X", (int) match.group().charAt(0)));
    }
}
