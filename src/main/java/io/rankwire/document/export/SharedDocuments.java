package io.rankwire.document.export;

import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of several sinks: of those with the same content the first is written, and the others are the same file
 * under names of their own, by hard link. What is encrypted has a content of its own each time and is not shared. Safe for
 * use by many threads.
 */
public final class SharedDocuments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.delivery");

    /** Sinks that something is due for at the same time ask for it within moments of each other. */
    private static final Duration KEPT = Duration.ofSeconds(10);
    /** What lies there for longer was left behind by a process that ended without a word. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Exporter exporter;
    private final Path shelf;
    private final Executor later;
    private final Map<Exporter.Content, CompletableFuture<Document>> documents = new ConcurrentHashMap<>();

    /**
     * @param shelf where a document lies for as long as others may ask for it; on the file system of the folders that
     *     documents are asked for in, or they are copied
     */
    public SharedDocuments(Exporter exporter, Path shelf) {
        this(exporter, shelf, CompletableFuture.delayedExecutor(KEPT.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @param later runs what ends the time for which a document is kept */
    SharedDocuments(Exporter exporter, Path shelf, Executor later) {
        this.exporter = exporter;
        this.shelf = shelf;
        this.later = later;
        sweep(Instant.now().minus(LEFT_BEHIND));
    }

    /**
     * A snapshot as a file of the folder, as {@link Exporter#export} makes it.
     *
     * @throws OperatorMistake if the options do not fit the snapshot
     * @throws UncheckedIOException if the disk fails
     */
    public Document export(Snapshot snapshot, String feed, ExportOptions options, Path folder) {
        if (options.packing().encryptFor().isPresent()) {
            return exporter.export(snapshot, feed, options, folder);
        }
        Exporter.Content content = exporter.content(snapshot, feed, options);
        String name = Exporter.name(snapshot, feed, options);
        while (true) {
            CompletableFuture<Document> mine = new CompletableFuture<>();
            CompletableFuture<Document> first = documents.putIfAbsent(content, mine);
            Optional<Document> document = first == null
                    ? Optional.of(write(content, mine, place -> exporter.export(snapshot, feed, options, place)))
                    : written(first);
            if (document.isPresent() && link(document.get().file(), folder, name)) {
                return document.get().at(folder.resolve(name));
            }
        }
    }

    private Document write(
            Exporter.Content content, CompletableFuture<Document> mine, Function<Path, Document> writing) {
        Path place = shelf.resolve(UUID.randomUUID().toString());
        try {
            Document document = writing.apply(place);
            mine.complete(document);
            later.execute(() -> forget(content, mine));
            return document;
        } catch (RuntimeException | Error e) {
            documents.remove(content, mine);
            mine.completeExceptionally(e);
            remove(place);
            throw e;
        }
    }

    /** The document that another sink's worker writes; empty if it fails there, which says nothing about here. */
    private static Optional<Document> written(CompletableFuture<Document> first) {
        try {
            return Optional.of(first.join());
        } catch (CompletionException e) {
            LOG.debug("a document that another sink began could not be written", e);
            return Optional.empty();
        }
    }

    /** False when the file is gone by now. */
    private static boolean link(Path file, Path folder, String name) {
        Path to = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(to);
            try {
                Files.createLink(to, file);
            } catch (UnsupportedOperationException | FileSystemException e) {
                // Not every file system has links.
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the document " + to + " cannot be written", e);
        }
    }

    private void forget(Exporter.Content content, CompletableFuture<Document> kept) {
        documents.remove(content, kept);
        if (kept.isDone() && !kept.isCompletedExceptionally()) {
            remove(Objects.requireNonNull(kept.join().file().getParent(), "a document lies in a folder"));
        }
    }

    private void sweep(Instant before) {
        if (!Files.isDirectory(shelf)) {
            return;
        }
        try (Stream<Path> places = Files.list(shelf)) {
            for (Path place : places.toList()) {
                if (Files.getLastModifiedTime(place).toInstant().isBefore(before)) {
                    remove(place);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be cleared: {}", shelf, Reason.of(e));
        }
    }

    private static void remove(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(place);
        } catch (NoSuchFileException e) {
            LOG.debug("{} was removed by another", place);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", place, Reason.of(e));
        }
    }

    /** Removes what is kept; what was handed out stays. */
    @Override
    public void close() {
        List.copyOf(documents.entrySet()).forEach(kept -> forget(kept.getKey(), kept.getValue()));
    }
}
