package io.rankwire.document.export;

import io.rankwire.document.format.Field;
import io.rankwire.document.format.Fields;
import io.rankwire.document.format.Sheet;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Writes snapshots into files. Safe for use by many threads. */
public final class Exporter {
    private final Snapshots snapshots;
    private final Clock clock;
    private final Function<Snapshot, Set<String>> money;

    /** An exporter to which no column of a source's own is one of amounts. */
    public Exporter(Snapshots snapshots, Clock clock) {
        this(snapshots, clock, snapshot -> Set.of());
    }

    /**
     * @param clock for whether the key of the one that a file is encrypted for is still valid; nothing of it goes into
     *     files
     * @param money the columns of the source's own that hold amounts in the currency of their row
     */
    public Exporter(Snapshots snapshots, Clock clock, Function<Snapshot, Set<String>> money) {
        this.snapshots = snapshots;
        this.clock = clock;
        this.money = money;
    }

    /**
     * Writes a snapshot into a file of the folder, replacing one of the same name. The file appears when it is
     * written in full.
     *
     * @throws OperatorMistake if the options name a column or a scope parameter that the snapshot does not
     *     have, a format that cannot hold it, or a key that cannot be used
     * @throws UncheckedIOException if the disk fails
     */
    public Document export(Snapshot snapshot, String feed, ExportOptions options, Path folder) {
        Sheet sheet = sheet(snapshot, feed, options);
        Optional<Recipient> recipient =
                options.packing().encryptFor().map(file -> Recipient.read(file, clock.instant()));
        Wrapping wrapping = wrapping(snapshot, feed, options, recipient);
        Path file = folder.resolve(wrapping.name());
        Path part = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            Wrapping.Written written = wrapping.write(sheet, options.format(), part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Document(
                    wrapping.name(),
                    wrapping.mediaType(options.format()),
                    file,
                    written.bytes(),
                    written.sha256(),
                    written.plainSha256());
        } catch (IOException e) {
            throw new UncheckedIOException("the document " + file + " cannot be written", e);
        } finally {
            discard(part);
        }
    }

    private static Wrapping wrapping(
            Snapshot snapshot, String feed, ExportOptions options, Optional<Recipient> recipient) {
        String inside = FileName.of(options.fileName(), snapshot, feed, options.format()) + "."
                + options.format().word();
        return new Wrapping(inside, options.packing().compress(), recipient);
    }

    /** What the file of a snapshot is called that is not encrypted. */
    static String name(Snapshot snapshot, String feed, ExportOptions options) {
        return wrapping(snapshot, feed, options, Optional.empty()).name();
    }

    /**
     * All that the bytes of a file follow from that is not encrypted.
     *
     * @param inside what the file inside an archive is called; empty for no archive
     */
    record Content(Snapshot snapshot, String feed, ExportOptions options, String inside, Set<String> money) {}

    /** What the bytes of a file follow from: not from what it is called, unless it is packed under that name. */
    Content content(Snapshot snapshot, String feed, ExportOptions options) {
        boolean named = options.packing().compress() == Compression.ZIP;
        return new Content(
                snapshot,
                feed,
                options.unnamed(),
                named ? wrapping(snapshot, feed, options, Optional.empty()).inside() : "",
                money.apply(snapshot));
    }

    private Sheet sheet(Snapshot snapshot, String feed, ExportOptions options) {
        List<Field> all = Fields.of(snapshot, money.apply(snapshot));
        boolean hasRaw = options.format().hasRaw();
        List<String> chosen = options.columns();
        if (chosen.isEmpty()) {
            return new Sheet(snapshot, feed, all, hasRaw, options.style(), snapshots);
        }
        List<Field> fields = Fields.choose(all, chosen, hasRaw);
        return new Sheet(snapshot, feed, fields, chosen.contains(Fields.RAW), options.style(), snapshots);
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The failure that left it here is on its way up already and says more.
            part.toFile().deleteOnExit();
        }
    }
}
