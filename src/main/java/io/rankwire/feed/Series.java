package io.rankwire.feed;

import io.rankwire.text.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
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

    private static final Pattern QUOTED = Pattern.compile("[%&=#\\n\\x0B\\f\\r\\x85\\u2028\\u2029]");
    private static final Pattern CANONICAL =
            Pattern.compile("(?<source>[^?#]*)(\\?(?<entries>[^#]*))?#(?<type>day|week|month)", Pattern.DOTALL);

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

    /**
     * Reads what {@link #canonical()} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Series parse(String text) {
        Matcher matcher = CANONICAL.matcher(text);
        if (!matcher.matches()) {
            throw notASeries(text);
        }
        Map<String, String> scope = new TreeMap<>();
        String entries = matcher.group("entries");
        for (String entry : entries == null ? new String[0] : entries.split("&", -1)) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw notASeries(text);
            }
            scope.put(unquote(entry.substring(0, equals)), unquote(entry.substring(equals + 1)));
        }
        Series series = new Series(unquote(matcher.group("source")), PeriodType.parse(matcher.group("type")), scope);
        if (!series.canonical().equals(text)) {
            throw notASeries(text);
        }
        return series;
    }

    private static IllegalArgumentException notASeries(String text) {
        return new IllegalArgumentException("'" + text + "' is no series; it must be source?name=value&...#type");
    }

    /** SHA-256 of {@link #canonical()}, in hex. */
    public String fingerprint() {
        return Sha256.hex(canonical());
    }

    /** Percent-encoding (RFC 3986) of what would end a name, a value or the line. */
    private static String quote(String text) {
        return QUOTED.matcher(text).replaceAll(match -> URLEncoder.encode(match.group(), StandardCharsets.UTF_8));
    }

    private static String unquote(String text) {
        // A plus sign is one here, not a blank.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
