package io.rankwire.document;

import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Writes snapshots into files. Safe for use by many threads. */
public final class Exporter {
    private static final int BUFFER = 64 << 10;

    private final Snapshots snapshots;

    public Exporter(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * Writes a snapshot into a file of the folder, replacing one of the same name. The file appears when it is on disk
     * in full.
     *
     * @throws IllegalArgumentException if the options name a column that the snapshot does not have
     * @throws UncheckedIOException if the disk fails
     */
    public Document export(Snapshot snapshot, String feed, ExportOptions options, Path folder) {
        Sheet sheet = sheet(snapshot, feed, options);
        String inside = FileName.of(options.fileName(), snapshot, feed) + "."
                + options.format().word();
        String name = inside + options.compress().ending();
        Path file = folder.resolve(name);
        Path part = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            MessageDigest digest = sha256();
            long bytes = write(sheet, options, inside, part, digest);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            String mediaType = options.compress().mediaType(options.format().mediaType());
            return new Document(name, mediaType, file, bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException("the document " + file + " cannot be written", e);
        } finally {
            discard(part);
        }
    }

    private Sheet sheet(Snapshot snapshot, String feed, ExportOptions options) {
        List<Field> all = Fields.of(snapshot);
        boolean hasRaw = options.format().hasRaw();
        List<String> chosen = options.columns();
        if (chosen.isEmpty()) {
            return new Sheet(snapshot, feed, all, hasRaw, options.forExcel(), snapshots);
        }
        List<Field> fields = Fields.choose(all, chosen, hasRaw);
        return new Sheet(snapshot, feed, fields, chosen.contains(Fields.RAW), options.forExcel(), snapshots);
    }

    /** Writes the file, to the disk itself, and says how long it is. */
    private static long write(Sheet sheet, ExportOptions options, String inside, Path file, MessageDigest digest)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try (OutputStream packed =
                    options.compress().pack(new BufferedOutputStream(new Digesting(channel, digest), BUFFER), inside)) {
                options.format().write(sheet, packed);
            }
            channel.force(true);
            return channel.size();
        }
    }

    /** Leaves the file open when what is written to it ends: it is still to be forced to the disk. */
    private static final class Digesting extends DigestOutputStream {
        Digesting(FileChannel channel, MessageDigest digest) {
            super(Channels.newOutputStream(channel), digest);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The failure that left it here is on its way up already and says more.
            part.toFile().deleteOnExit();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
