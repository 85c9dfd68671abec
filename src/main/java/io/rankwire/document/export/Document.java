package io.rankwire.document.export;

import java.nio.file.Path;

/**
 * A rendered file.
 *
 * @param name what it is called where it is delivered
 * @param mediaType what is in it
 * @param file where it lies, in full
 * @param bytes its size
 * @param sha256 of its bytes, in hex
 * @param plainSha256 of the bytes that were encrypted, in hex; of a file that is not encrypted the same as {@code sha256}
 */
public record Document(String name, String mediaType, Path file, long bytes, String sha256, String plainSha256) {

    /** A file that is not encrypted. */
    public Document(String name, String mediaType, Path file, long bytes, String sha256) {
        this(name, mediaType, file, bytes, sha256, sha256);
    }

    /** The same as another file, of that file's name. */
    Document at(Path other) {
        return new Document(other.getFileName().toString(), mediaType, other, bytes, sha256, plainSha256);
    }

    /** The same under another name. */
    public Document called(String other) {
        return new Document(other, mediaType, file, bytes, sha256, plainSha256);
    }

    /** Whether it is encrypted. Then the same ranking gives other bytes every time; what is inside stays the same. */
    public boolean isEncrypted() {
        return !sha256.equals(plainSha256);
    }
}
