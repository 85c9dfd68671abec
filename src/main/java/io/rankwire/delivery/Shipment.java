package io.rankwire.delivery;

import io.rankwire.document.export.Document;
import io.rankwire.document.report.Digest;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One attempt at a delivery: what is delivered, and the documents made for it so far, in a folder that goes with it. */
public final class Shipment implements AutoCloseable {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Delivery delivery;
    private final Snapshot snapshot;
    private final @Nullable Digest digest;
    private final Path folder;
    private final List<Document> documents = new ArrayList<>();
    private @Nullable Sent sent;
    private @Nullable String unwanted;
    private boolean correction;
    private String mark = "";

    /** Of one ranking. */
    public Shipment(Delivery delivery, Snapshot snapshot, Path folder) {
        this(delivery, snapshot, null, folder);
    }

    /** Of a digest that has a ranking. */
    public Shipment(Delivery delivery, Digest digest, Path folder) {
        this(delivery, digest.first().orElseThrow(), digest, folder);
    }

    /** Of a ranking, or of the digest that it is the first of. */
    private Shipment(Delivery delivery, Snapshot snapshot, @Nullable Digest digest, Path folder) {
        this.delivery = delivery;
        this.snapshot = snapshot;
        this.digest = digest;
        this.folder = folder;
    }

    public Delivery delivery() {
        return delivery;
    }

    /** What is delivered; of a digest its first ranking. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** A date for what is delivered that is the same at every attempt. */
    public Instant date() {
        return digest == null ? snapshot.origin().fetchedAt() : digest.dueAt();
    }

    /** The digest that is delivered; empty for a single ranking. */
    public Optional<Digest> digest() {
        return Optional.ofNullable(digest);
    }

    /** Everything that is delivered and was not before: the one ranking, or the news of a digest. */
    public List<Digest.Ranking> rankings() {
        return digest == null
                ? List.of(new Digest.Ranking(delivery.feed(), delivery.label(), Optional.of(snapshot), true))
                : digest.news();
    }

    /** Notes that the sink was told an earlier revision of the same ranking. */
    void corrects() {
        correction = true;
    }

    /** Whether the sink was told an earlier revision of the same ranking, and has to hear of this one in any case. */
    public boolean isCorrection() {
        return correction;
    }

    /**
     * A ranking for a sink, of which the ledger knows nothing, and which says that it is a test: its documents are called so,
     * and as no other's, so that none takes the place of a real one. The caller closes it.
     *
     * @param spool where it has a folder of its own
     */
    public static Shipment test(Snapshot snapshot, String sink, Instant at, Path spool) {
        String id = "test-" + UUID.randomUUID();
        String feed = snapshot.origin().feed();
        Shipment shipment =
                new Shipment(Delivery.unlisted(id, snapshot, feed, feed, sink), snapshot, spool.resolve(id));
        shipment.mark = "TEST-" + SECOND.format(at) + "_";
        return shipment;
    }

    /** Whether it is a test, which its receiver has to see, and which nothing is written down of. */
    public boolean isTest() {
        return !mark.isEmpty();
    }

    /** Notes that the sink does not want it, and why. */
    public void unwanted(String reason) {
        unwanted = reason;
    }

    /** Why the sink does not want it; empty when it does. */
    public Optional<String> unwanted() {
        return Optional.ofNullable(unwanted);
    }

    /** Where documents are written before they are sent. */
    public Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    /**
     * Adds a document.
     *
     * @throws OperatorMistake if another has its name, and with it its place
     */
    public void add(Document made) {
        Document document = made.called(mark + made.name());
        if (documents.stream().anyMatch(other -> other.name().equals(document.name()))) {
            throw new OperatorMistake("two documents of " + delivery.sink() + " are called " + document.name()
                    + "; give one of them another fileName");
        }
        documents.add(document);
    }

    /** Notes what was sent, where that is not the first document; the sink did want it, then. */
    public void sent(Sent other) {
        sent = other;
        unwanted = null;
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
