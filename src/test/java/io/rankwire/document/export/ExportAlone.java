package io.rankwire.document.export;

import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.document.format.Format;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Exports the only snapshot of a store, in a process of its own, and says what that took. */
public final class ExportAlone {
    private ExportAlone() {}

    /** Home, format, and the file with the key of the one that it is encrypted for, if it is. */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Packing packing = new Packing(
                Compression.NONE, arguments.length > 2 ? Optional.of(Path.of(arguments[2])) : Optional.empty());
        ExportOptions options = new ExportOptions(
                Format.valueOf(arguments[1].toUpperCase(Locale.ROOT)),
                List.of(),
                Chosen.STYLE,
                packing,
                Chosen.FILE_NAME);
        Instant start = Instant.now();
        try (Store store = Store.open("jdbc:sqlite:data/x.db", home)) {
            Snapshots snapshots = new Snapshots(store);
            Snapshot snapshot = snapshots.list(Optional.empty()).get(0);
            Document document = new Exporter(snapshots, Rankings.CLOCK)
                    .export(snapshot, Rankings.FEED, options, home.resolve("out"));
            System.out.printf(
                    "%s: %d rows, %d MB, %d s, at most %d MB resident%n",
                    document.name(),
                    snapshot.extent().rows(),
                    document.bytes() >> 20,
                    Duration.between(start, Instant.now()).toSeconds(),
                    residentMegabytes());
        }
    }

    /** The most memory that the process had at once, as Linux counts it; -1 elsewhere. */
    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) >> 10)
                .findFirst()
                .orElse(-1);
    }
}
