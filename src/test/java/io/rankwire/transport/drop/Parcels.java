package io.rankwire.transport.drop;

import io.rankwire.document.export.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Parcels of made-up bytes, for tests of how they travel. */
public final class Parcels {
    private final Path folder;

    /** Parcels whose files lie in a folder. */
    public Parcels(Path folder) {
        this.folder = folder;
    }

    /** A parcel with a manifest and a checksum file. */
    public Parcel of(String name, byte[] data) {
        try {
            Path own = Files.createTempDirectory(Files.createDirectories(folder), "parcel");
            Path file = Files.write(own.resolve(name), data);
            Document document = new Document(name, "text/csv", file, data.length, sha256(data));
            return Parcel.of(document, manifest(name, data), true, own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Parcel of(String name, String data) {
        return of(name, data.getBytes(StandardCharsets.UTF_8));
    }

    /** What the manifest of a parcel says. */
    public static byte[] manifest(String name, byte[] data) {
        String json = "{\"file\":\"" + name + "\",\"bytes\":" + data.length + ",\"sha256\":\"" + sha256(data) + "\"}\n";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    public static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
