package io.rankwire.delivery;

import io.rankwire.document.Document;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One attempt at a delivery: what is delivered, and the documents made for it so far, in a folder that goes with it. */
public final class Shipment implements AutoCloseable {
    private final Delivery delivery;
    private final Snapshot snapshot;
    private final Path folder;
    private final List<Document> documents = new ArrayList<>();
    private Sent sent;

    public Shipment(Delivery delivery, Snapshot snapshot, Path folder) {
        this.delivery = delivery;
        this.snapshot = snapshot;
        this.folder = folder;
    }

    public Delivery delivery() {
        return delivery;
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Where documents are written before they are sent. */
    public Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    /**
     * Adds a document.
     *
     * @throws IllegalArgumentException if another has its name, and with it its place
     */
    public void add(Document document) {
        if (documents.stream().anyMatch(other -> other.name().equals(document.name()))) {
            throw new IllegalArgumentException("two documents of " + delivery.sink() + " are called " + document.name()
                    + "; give one of them another fileName");
        }
        documents.add(document);
    }

    /** Notes what was sent, where that is not the first document. */
    public void sent(Sent other) {
        sent = other;
    }

    /** What was sent, for the ledger. */
    public Sent sent() {
        if (sent != null) {
            return sent;
        }
        return documents.stream()
                .findFirst()
                .map(document -> new Sent(document.name(), document.bytes(), document.sha256()))
                .orElse(new Sent(null, 0, null));
    }

    /** The documents in the order they were made. */
    public List<Document> documents() {
        return List.copyOf(documents);
    }

    /** Removes the documents: what was sent is on the other side, and can be made again to the same bytes. */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be cleared", e);
        }
    }
}
