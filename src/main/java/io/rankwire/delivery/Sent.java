package io.rankwire.delivery;

import io.rankwire.text.Sha256;

/**
 * What was sent.
 *
 * @param name of the document, or of the first of several
 * @param bytes of it
 * @param sha256 of it, in hex
 */
public record Sent(String name, long bytes, String sha256) {

    /** A body that never was a file. */
    public static Sent of(String name, byte[] body) {
        return new Sent(name, body.length, Sha256.hex(body));
    }
}
