package io.rankwire.delivery;

import io.rankwire.transport.drop.Parcels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Collects files while they are being delivered: lists and reads the folder without a pause, and writes
 * down whatever should never be seen. Documents carry their own checksum in their first 64 bytes.
 */
public final class PollingReader implements AutoCloseable {
    private static final Pattern SHA256 = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"");
    private static final String MANIFEST = ".manifest.json";

    private final Path folder;
    private final Thread thread;
    private final Set<String> seen = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private volatile boolean stopped;
    private int rounds;
    private int reads;
    private int manifests;

    /** Begins to read. */
    public PollingReader(Path folder) {
        this.folder = folder;
        this.thread = new Thread(this::run, "polling-reader");
        thread.start();
    }

    /** A document that can be told to be whole: the checksum of the rest, then the rest. */
    public static byte[] selfChecking(byte[] rest) {
        byte[] sum = Parcels.sha256(rest).getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[sum.length + rest.length];
        System.arraycopy(sum, 0, all, 0, sum.length);
        System.arraycopy(rest, 0, all, sum.length, rest.length);
        return all;
    }

    private void run() {
        while (!stopped) {
            try {
                round();
            } catch (IOException | RuntimeException e) {
                complaints.add("the reader failed: " + e);
                return;
            }
        }
    }

    private void round() throws IOException {
        rounds++;
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .forEach(names::add);
        }
        for (String name : names) {
            if (name.endsWith(".csv")) {
                seen.add(name);
            }
        }
        for (String name : seen) {
            // Asked for by name: a listing is not a snapshot, and may miss a file that is renamed over meanwhile.
            document(name);
        }
        for (String name : names) {
            if (name.endsWith(MANIFEST)) {
                manifest(name);
            }
        }
    }

    private void document(String name) throws IOException {
        reads++;
        try {
            byte[] data = Files.readAllBytes(folder.resolve(name));
            byte[] rest = java.util.Arrays.copyOfRange(data, Math.min(64, data.length), data.length);
            String sum = new String(data, 0, Math.min(64, data.length), StandardCharsets.US_ASCII);
            if (!sum.equals(Parcels.sha256(rest))) {
                complaints.add(name + " is torn, " + data.length + " bytes");
            }
        } catch (NoSuchFileException e) {
            complaints.add(name + " is missing");
        }
    }

    /** A manifest that is the same before and after has vouched for what was read in between. */
    private void manifest(String name) throws IOException {
        try {
            String before = Files.readString(folder.resolve(name));
            Matcher matcher = SHA256.matcher(before);
            if (!matcher.find() || !before.endsWith("}\n")) {
                complaints.add(name + " is torn: " + before);
                return;
            }
            Path document = folder.resolve(name.substring(0, name.length() - MANIFEST.length()));
            String sha256 = Files.exists(document) ? Parcels.sha256(Files.readAllBytes(document)) : "nothing";
            if (!sha256.equals(matcher.group(1)) && before.equals(Files.readString(folder.resolve(name)))) {
                complaints.add(name + " vouches for " + matcher.group(1) + ", there is " + sha256);
            }
            manifests++;
        } catch (NoSuchFileException withdrawn) {
            // The document is being replaced; it counts as whole when its manifest is back.
        }
    }

    /** Stops, and says what should not have been seen. */
    public List<String> complaints() {
        close();
        System.out.printf(
                "polling reader: %d rounds, %d documents and %d manifests read, %d complaints%n",
                rounds, reads, manifests, complaints.size());
        return complaints;
    }

    public int rounds() {
        return rounds;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
