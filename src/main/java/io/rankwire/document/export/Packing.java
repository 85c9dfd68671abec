package io.rankwire.document.export;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file is wrapped in.
 *
 * @param compress how it is packed
 * @param encryptFor the file with the public OpenPGP key of the one who may read it; empty for everybody
 */
public record Packing(Compression compress, Optional<Path> encryptFor) {}
