package io.rankwire.document.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.document.Chosen;
import io.rankwire.document.Keys;
import io.rankwire.document.Rankings;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks that are sent the same share one document; each has a file of its own that the others cannot take away. */
class SharedDocumentsTest {
    private static final int SINKS = 20;
    private static final int PAGES = 3;

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    private final Queue<Runnable> forgetting = new ArrayDeque<>();
    private SharedDocuments documents;
    private int sinks;

    @BeforeEach
    void openStore() {
        rankings = new Rankings(home);
        documents = open();
    }

    private SharedDocuments open() {
        return new SharedDocuments(exporter(), shelf(), forgetting::add);
    }

    private Exporter exporter() {
        return new Exporter(rankings.snapshots(), Rankings.CLOCK);
    }

    private Path shelf() {
        return home.resolve("shared");
    }

    private List<Path> onTheShelf() throws IOException {
        if (!Files.exists(shelf())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(shelf())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Document export(Snapshot snapshot, Map<String, String> parameters) {
        return documents.export(snapshot, Rankings.FEED, Chosen.file(parameters), home.resolve("sink-" + sinks++));
    }

    /** The same for two names of one file. */
    private static Object identity(Document document) throws IOException {
        return Files.readAttributes(document.file(), BasicFileAttributes.class).fileKey();
    }

    @Test
    void writesOneDocumentForTwentySinksAndReadsItsPagesOnce() throws Exception {
        Snapshot snapshot = rankings.large(PAGES * 1_000);
        byte[] alone = Files.readAllBytes(exporter()
                .export(snapshot, Rankings.FEED, Chosen.file(Map.of()), home.resolve("alone"))
                .file());
        List<String> read = rankings.pagesRead();
        ExecutorService workers = Executors.newFixedThreadPool(SINKS);
        try {
            List<Future<Document>> made = new ArrayList<>();
            for (int sink = 0; sink < SINKS; sink++) {
                Path folder = home.resolve("sink-" + sink);
                made.add(
                        workers.submit(() -> documents.export(snapshot, Rankings.FEED, Chosen.file(Map.of()), folder)));
            }
            for (int sink = 0; sink < SINKS; sink++) {
                Document document = made.get(sink).get();
                assertThat(document.file())
                        .isEqualTo(home.resolve("sink-" + sink).resolve(document.name()));
                assertThat(document.file()).hasBinaryContent(alone);
                assertThat(identity(document)).isEqualTo(identity(made.get(0).get()));
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(read).hasSize(PAGES).doesNotHaveDuplicates();
    }

    @Test
    void writesWhatDiffersInItsContentByItself() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        Document first = export(snapshot, Map.of());

        for (Map<String, String> other : List.of(
                Map.of("columns", "rank, name"),
                Map.of("delimiter", "tab"),
                Map.of("format", "jsonl"),
                Map.of("compress", "gzip"),
                Map.of("compress", "zip"),
                Map.of("compress", "zip", "fileName", "{period}"))) {
            Document document = export(snapshot, other);
            assertThat(identity(document)).as(other.toString()).isNotEqualTo(identity(first));
            assertThat(document.file())
                    .hasSameBinaryContentAs(exporter()
                            .export(snapshot, Rankings.FEED, Chosen.file(other), home.resolve("alone"))
                            .file());
        }
        assertThat(onTheShelf()).hasSize(7);
    }

    @Test
    void sharesWhatDiffersInItsNameAlone() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        Document first = export(snapshot, Map.of());
        Document second = export(snapshot, Map.of("fileName", "{region}-{period}"));

        assertThat(second.name()).isEqualTo("US-2026-W13.csv");
        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(identity(second)).isEqualTo(identity(first));
    }

    @Test
    void encryptsForEachRecipientAnew() throws Exception {
        Snapshot snapshot = rankings.threeWeeks();
        String key = Keys.make().writePublic(home.resolve("partner.asc")).toString();
        Document first = export(snapshot, Map.of("encryptFor", key));
        Document second = export(snapshot, Map.of("encryptFor", key));

        assertThat(identity(second)).isNotEqualTo(identity(first));
        assertThat(second.plainSha256()).isEqualTo(first.plainSha256());
        assertThat(second.sha256()).isNotEqualTo(first.sha256());
        assertThat(onTheShelf()).isEmpty();
    }

    @Test
    void writesACorrectedRankingAnew() throws IOException {
        Document first = export(rankings.fetch("2026-W13", "2026-W13-1", "2026-W13-2"), Map.of());
        Document compared = export(rankings.fetch("2026-W14", "2026-W13-1", "2026-W13-2"), Map.of());

        assertThat(identity(compared)).isNotEqualTo(identity(first));
    }

    @Test
    void keepsWhatASinkHasWhenItIsForgottenAndWritesItAnewForALaterOne() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        Document first = export(snapshot, Map.of());
        forgetting.remove().run();

        assertThat(onTheShelf()).isEmpty();
        assertThat(shelf()).isEmptyDirectory();
        assertThat(first.file()).exists();
        Document later = export(snapshot, Map.of());
        assertThat(identity(later)).isNotEqualTo(identity(first));
        assertThat(later.file()).hasSameBinaryContentAs(first.file());
    }

    @Test
    void goesOnWhenWhatItKeepsIsTakenAway() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        export(snapshot, Map.of());
        for (Path file : onTheShelf()) {
            Files.delete(file);
        }
        forgetting.remove().run();

        assertThat(export(snapshot, Map.of()).file()).exists();
    }

    @Test
    void leavesNothingBehindWhenItIsClosedOrFails() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        assertThatThrownBy(() -> export(snapshot, Map.of("columns", "nonsense")))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> export(snapshot, Map.of("columns", "nonsense")))
                .isInstanceOf(OperatorMistake.class);
        Document good = export(snapshot, Map.of());
        documents.close();

        assertThat(shelf()).isEmptyDirectory();
        assertThat(good.file()).exists();
    }

    @Test
    void clearsWhatAProcessThatWasKilledLeftBehind() throws IOException {
        Path old = Files.createDirectories(shelf().resolve("old"));
        Files.writeString(old.resolve(".1.part"), "position,rank");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path ofAnother = Files.createDirectories(shelf().resolve("young"));

        open();

        assertThat(shelf().toFile().listFiles()).containsExactly(ofAnother.toFile());
    }
}
