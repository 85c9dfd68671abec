package io.rankwire.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.jcajce.provider.digest.SHA256;

/** SHA-256, as every room names and compares things by it. */
public final class Sha256 {
    private Sha256() {}

    /** A digest to be fed piece by piece. */
    public static MessageDigest begin() {
        // The platform's own is slow without Java's second compiler, which the start script leaves out.
        return new SHA256.Digest();
    }

    /** The digest of some bytes. */
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** The digest of some bytes, in hex. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** The digest of a text in UTF-8, in hex. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
