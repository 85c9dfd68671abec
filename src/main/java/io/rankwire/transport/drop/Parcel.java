package io.rankwire.transport.drop;

import io.rankwire.document.export.Document;
import io.rankwire.document.export.Manifest;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A document to be dropped, and its companions, the small files beside it: where one of those is,
 * the document is there, whole.
 *
 * @param document the data
 * @param companions in the order in which they are to appear; the manifest is the last
 */
record Parcel(Document document, List<Companion> companions) {
    private static final String CHECKSUM = ".sha256";

    /** Checks that the document's name is a plain file name. */
    public Parcel {
        companions = List.copyOf(companions);
        String name = document.name();
        if (name.startsWith(".") || !name.matches("[^/\\\\\\p{Cntrl}]+")) {
            throw new OperatorMistake("'" + name + "' is not a plain file name");
        }
    }

    /** A file beside a document, and what it is called there. */
    public record Companion(String name, Path file) {}

    /**
     * The parcel of a document.
     *
     * @param manifest what its manifest says
     * @param checksum whether a file that {@code sha256sum -c} reads goes with it
     * @param folder where the companions are written
     */
    public static Parcel of(Document document, byte[] manifest, boolean checksum, Path folder) throws IOException {
        List<Companion> companions = new ArrayList<>();
        if (checksum) {
            String line = document.sha256() + "  " + document.name() + "\n";
            companions.add(companion(folder, document.name() + CHECKSUM, line.getBytes(StandardCharsets.UTF_8)));
        }
        companions.add(companion(folder, Manifest.manifestName(document), manifest));
        return new Parcel(document, companions);
    }

    private static Companion companion(Path folder, String name, byte[] content) throws IOException {
        return new Companion(name, Files.write(folder.resolve(name), content));
    }

    /** Every name that a companion of this document can have, also by an earlier configuration. */
    List<String> companionNames() {
        return List.of(document.name() + CHECKSUM, Manifest.manifestName(document));
    }
}
