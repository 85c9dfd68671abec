package io.rankwire.delivery;

import io.rankwire.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What was sent.
 *
 * @param name of the document, or of the first of several; null where nothing was made of the delivery
 * @param bytes of it
 * @param sha256 of it, in hex; null where there is no name
 */
public record Sent(
        @Nullable String name, long bytes, @Nullable String sha256) {

    /** A body that never was a file. */
    public static Sent of(String name, byte[] body) {
        return new Sent(name, body.length, Sha256.hex(body));
    }
}
