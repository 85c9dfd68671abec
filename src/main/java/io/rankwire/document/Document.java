package io.rankwire.document;

import java.nio.file.Path;

/**
 * A rendered file.
 *
 * @param name what it is called where it is delivered
 * @param mediaType what is in it
 * @param file where it lies, on disk in full
 * @param bytes its size
 * @param sha256 of its bytes, in hex
 */
public record Document(String name, String mediaType, Path file, long bytes, String sha256) {}
