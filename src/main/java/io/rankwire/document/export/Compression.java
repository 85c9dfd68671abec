package io.rankwire.document.export;

import io.rankwire.document.format.ZipEntries;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipOutputStream;

/** How a file is packed. Nothing of the clock goes into the bytes. */
public enum Compression {
    NONE("", ""),
    GZIP(".gz", "application/gzip"),
    ZIP(".zip", "application/zip");

    private final String ending;
    private final String mediaType;

    Compression(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    /** What follows the name of the file inside. */
    String ending() {
        return ending;
    }

    /** What is in the file, given what is inside. */
    String mediaType(String inside) {
        return mediaType.isEmpty() ? inside : mediaType;
    }

    /** A stream that packs what is written to it; {@code name} is the file inside. Closing it closes {@code out}. */
    OutputStream pack(OutputStream out, String name) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out);
            case ZIP -> zip(out, name);
        };
    }

    private static OutputStream zip(OutputStream out, String name) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(ZipEntries.entry(name));
        return zip;
    }
}
