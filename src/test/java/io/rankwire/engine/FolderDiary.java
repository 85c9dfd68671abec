package io.rankwire.engine;

import io.rankwire.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Looks into a folder all the time and writes down every content that every file was ever seen with. */
final class FolderDiary implements AutoCloseable {
    private static final long BETWEEN_LOOKS_IN_NANOS = 3_000_000;
    /** How much longer than a look the pause after it is, at the least: a large folder must not cost a processor. */
    private static final int REST = 10;

    private final Path folder;
    private final Map<String, Set<String>> contents = new TreeMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Thread thread;
    private int arrivals;
    private IOException broken;
    private volatile boolean stopped;

    FolderDiary(Path folder) {
        this.folder = folder;
        this.thread = new Thread(this::run, "diary of " + folder.getFileName());
        thread.start();
    }

    private void run() {
        while (!stopped) {
            long began = System.nanoTime();
            try {
                look();
            } catch (IOException e) {
                broken = e;
                return;
            }
            LockSupport.parkNanos(Math.max(BETWEEN_LOOKS_IN_NANOS, REST * (System.nanoTime() - began)));
        }
    }

    private void look() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> visible;
        try (Stream<Path> files = Files.list(folder)) {
            visible = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        for (Path file : visible) {
            try {
                look(file);
            } catch (NoSuchFileException renamedOver) {
                // Seen at the next look.
            }
        }
    }

    private void look(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        String name = file.getFileName().toString();
        String version = now.fileKey() + " " + now.size() + " " + now.lastModifiedTime();
        if (!version.equals(newest.put(name, version))) {
            String sha256 = Sha256.hex(Files.readAllBytes(file));
            synchronized (this) {
                contents.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(sha256);
                arrivals++;
            }
        }
    }

    /** How often a file appeared or was replaced. */
    synchronized int arrivals() {
        return arrivals;
    }

    /** Takes a last look; then the SHA-256 of every content ever seen, by file name. */
    Map<String, Set<String>> contents() throws IOException {
        close();
        if (broken != null) {
            throw broken;
        }
        look();
        return contents;
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
