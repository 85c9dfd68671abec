package io.rankwire.source.page;

import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP answer, read to its end.
 *
 * @param status the HTTP status
 * @param contentType as it was declared; empty for none
 * @param retryAfter how long the vendor asks to wait
 * @param body the bytes, not empty only if they fit the bound
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpAnswer(int status, String contentType, Optional<Duration> retryAfter, byte[] body) {

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
