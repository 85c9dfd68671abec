package io.rankwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.SmallDisk;
import io.rankwire.feed.Feed;
import io.rankwire.poll.Asked;
import io.rankwire.poll.Desk;
import io.rankwire.poll.Outcome;
import io.rankwire.poll.TestClock;
import io.rankwire.poll.Vendor;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose disk or file is not as it should be. */
class SickStoreTest {
    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Feed feed = Asked.weekly().feed();
    private final Vendor vendor = new Vendor().publish("2026-14", Vendor.rows(12));

    private static StoreAddress at(Path home, Path file) {
        return StoreAddress.of("jdbc:sqlite:" + file, home);
    }

    private Desk desk(Path file) {
        return Desk.at(at(home, file), clock, vendor::answer);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        while (!condition.holds()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The disk fills up between the answer and its storing. */
    private CompletableFuture<Outcome> pollOnto(SmallDisk disk, Desk desk) {
        AtomicBoolean full = new AtomicBoolean();
        return CompletableFuture.supplyAsync(() -> desk.poll(feed, step -> {
            if (step == Desk.Step.PAGE_ACCEPTED && vendor.requests() == 2 && !full.getAndSet(true)) {
                disk.fill();
            }
        }));
    }

    private List<Path> spooled() throws IOException {
        Path folder = home.resolve("data/spool/pages");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zst")).toList();
        }
    }

    @Test
    void aFullDiskStopsAPollUntilThereIsRoomAndNothingIsBoughtMeanwhile() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("small"));
                Desk desk = desk(disk.folder().resolve("rankwire.db"))) {
            CompletableFuture<Outcome> poll = pollOnto(disk, desk);
            await(() -> desk.store().fault().isPresent() && !spooled().isEmpty());

            assertThat(desk.store().fault().orElseThrow()).startsWith("its disk is full (");
            assertThat(vendor.requests()).isEqualTo(2);
            Files.delete(disk.folder().resolve("filling"));

            assertThat(poll.join()).isInstanceOf(Outcome.Known.class);
            assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/3");
            assertThat(desk.store().fault()).isEmpty();
            assertThat(spooled()).isEmpty();
            assertThat(desk.count("held_page")).isZero();
        }
    }

    @Test
    void aPageThatAFullStoreCouldNotTakeOutlivesTheProcess() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("small"))) {
            Path file = disk.folder().resolve("rankwire.db");
            try (Desk desk = desk(file)) {
                CompletableFuture<Outcome> poll = pollOnto(disk, desk);
                await(() -> !spooled().isEmpty());
                desk.store().close();
                assertThatThrownBy(poll::join).isInstanceOf(CompletionException.class);
            }
            Files.delete(disk.folder().resolve("filling"));

            try (Desk desk = desk(file)) {
                // The holder of the series is gone; this is the same process, so that only time tells.
                clock.advance(Duration.ofMinutes(11));
                Snapshot snapshot = desk.fetch(feed);

                assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/3");
                assertThat(snapshot.extent().requests()).isEqualTo(3);
                assertThat(desk.seen(snapshot).rows()).hasSize(12);
                assertThat(spooled()).isEmpty();
            }
        }
    }

    @Test
    void aDeletedFileIsMissedAtOnceAndWorkGoesOnWhenItIsBack() throws IOException {
        Path file = home.resolve("data/rankwire.db");
        try (Desk desk = desk(file)) {
            Snapshot snapshot = desk.fetch(feed);
            Path elsewhere = home.resolve("elsewhere.db");
            Files.move(file, elsewhere);

            assertThat(desk.store().fault().orElseThrow()).contains("rankwire.db is gone");
            CompletableFuture<Outcome> poll = CompletableFuture.supplyAsync(() -> desk.poll(feed));
            assertThat(file).doesNotExist();
            Files.move(elsewhere, file);

            assertThat(poll.join()).isEqualTo(new Outcome.Known(snapshot));
        }
    }

    @Test
    void whatIsInABackupCountsOnceItTookThePlaceOfTheFile() throws IOException {
        Path file = home.resolve("data/rankwire.db");
        Path backup = home.resolve("backup.db");
        try (Desk other = desk(backup)) {
            vendor.publish("2026-13", Vendor.rows(3));
            other.fetch(Asked.weekly().on("2026-13").feed());
        }
        try (Desk desk = desk(file)) {
            desk.fetch(feed);
            Files.move(backup, file, StandardCopyOption.ATOMIC_MOVE);

            assertThat(desk.snapshots().list(Optional.empty()).stream()
                            .map(snapshot -> snapshot.period().key()))
                    .containsExactly("2026-W13");
            assertThat(desk.store().fault()).isEmpty();
        }
    }

    @Test
    void anEmptyFileInThePlaceOfTheStoreGetsItsTables() throws IOException {
        Path file = home.resolve("data/rankwire.db");
        Path empty = Files.createFile(home.resolve("empty.db"));
        try (Desk desk = desk(file)) {
            desk.fetch(feed);
            Files.move(empty, file, StandardCopyOption.ATOMIC_MOVE);

            assertThat(desk.snapshots().list(Optional.empty())).isEmpty();
            assertThat(desk.fetch(feed).extent().rows()).isEqualTo(12);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidToBeDamaged() throws IOException {
        Path file = home.resolve("data/rankwire.db");
        Path noise = Files.writeString(home.resolve("noise"), "This is no database. ".repeat(500));
        try (Desk desk = desk(file)) {
            desk.fetch(feed);
            Files.move(noise, file, StandardCopyOption.ATOMIC_MOVE);

            assertThat(desk.store().fault().orElseThrow()).startsWith("it is damaged; put a sound copy in its place (");
        }
    }

    @Test
    void whatIsThereCanBeReadInAFolderThatMayNotBeWrittenTo() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("small"))) {
            StoreAddress address = at(home, disk.folder().resolve("rankwire.db"));
            try (Desk desk = desk(disk.folder().resolve("rankwire.db"))) {
                desk.fetch(feed);
            }
            disk.makeReadOnly();

            try (Store store = Store.look(address)) {
                assertThat(new Snapshots(store).list(Optional.empty())).hasSize(1);
                assertThatThrownBy(() -> store.untilDone(() ->
                                store.jdbi().withHandle(handle -> handle.execute("update snapshot set told_at = 1"))))
                        .satisfies(e -> assertThat(Outage.reason(e)).startsWith("it may not be written to ("));
            }
        }
    }

    @Test
    void whatIsInTheJournalAloneCanBeReadThereToo() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("small"))) {
            Path file = home.resolve("data/rankwire.db");
            try (Desk desk = desk(file)) {
                desk.fetch(feed);
                // As a process leaves them that was killed.
                for (String end : List.of("", "-wal", "-shm")) {
                    Files.copy(Path.of(file + end), disk.folder().resolve("rankwire.db" + end));
                }
            }
            disk.makeReadOnly();

            try (Store store = Store.look(at(home, disk.folder().resolve("rankwire.db")))) {
                assertThat(new Snapshots(store).list(Optional.empty())).hasSize(1);
            }
        }
    }
}
