package io.rankwire.source.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP answer, read to its end.
 *
 * @param status the HTTP status
 * @param contentType as it was declared; empty for none
 * @param retryAfter how long the vendor asks to wait
 * @param headers the headers that the endpoint takes something from, by name in small letters
 * @param body the bytes, not empty only if they fit the bound
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpAnswer(
        int status, String contentType, Optional<Duration> retryAfter, Map<String, String> headers, byte[] body) {
    /** In front of headers that are kept with a body; no JSON begins with it. */
    private static final byte KEPT_HEADERS = 0;

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer whose headers do not matter. */
    public HttpAnswer(int status, String contentType, Optional<Duration> retryAfter, byte[] body) {
        this(status, contentType, retryAfter, Map.of(), body);
    }

    /** What is kept of a page that was paid for: its body, behind the headers that matter. */
    public byte[] kept() {
        if (headers.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.write(KEPT_HEADERS);
        headers.forEach((name, value) ->
                kept.writeBytes((name + ":" + value.replaceAll("\\v", " ") + "\n").getBytes(StandardCharsets.UTF_8)));
        kept.write(KEPT_HEADERS);
        kept.writeBytes(body);
        return kept.toByteArray();
    }

    /** The page that was kept. */
    public static HttpAnswer ofKept(int status, byte[] kept) {
        if (kept.length == 0 || kept[0] != KEPT_HEADERS) {
            return new HttpAnswer(status, "", Optional.empty(), kept);
        }
        int end = 1;
        while (kept[end] != KEPT_HEADERS) {
            end++;
        }
        Map<String, String> headers = new TreeMap<>();
        new String(kept, 1, end - 1, StandardCharsets.UTF_8).lines().forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1));
        });
        return new HttpAnswer(status, "", Optional.empty(), headers, Arrays.copyOfRange(kept, end + 1, kept.length));
    }

    /** A header that the endpoint takes something from. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A few words on it, safe to show: no header, no part of the body. */
    String describe() {
        return "HTTP " + status + " with " + body.length + " bytes of "
                + (contentType.isBlank() ? "undeclared type" : VendorText.line(contentType));
    }

    @Override
    public String toString() {
        return describe();
    }
}
