package io.rankwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rankwire.poll.Asked;
import io.rankwire.poll.Desk;
import io.rankwire.poll.Seen;
import io.rankwire.poll.Stores;
import io.rankwire.poll.TestClock;
import io.rankwire.poll.Vendor;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a server, and back into another file. Everything under {@code store/} must run on both for it. */
class StoreCopyTest {
    @TempDir
    Path home;

    @TempDir
    Path back;

    private final Clock clock = Clock.systemUTC();
    private final TestClock then = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor =
            new Vendor().publish("2026-13", Vendor.rows(40)).publish("2026-14", Vendor.rows(70));
    private Store file;
    private Store server;

    @BeforeEach
    void fill() {
        StoreAddress sqlite = StoreAddress.of("jdbc:sqlite:data/rankwire.db", home);
        server = Store.open(Stores.postgresql(home));
        file = Store.open(sqlite);
        try (Desk desk = Desk.at(sqlite, then, vendor::answer)) {
            Snapshot older = desk.fetch(Asked.weekly().on("2026-W13").feed());
            Snapshot newer =
                    desk.fetch(Asked.weekly().recheck(Duration.ofDays(7)).feed());
            file.jdbi().useHandle(handle -> {
                // A later id is what an earlier one refers to; the newest delivery was deleted.
                handle.execute("update snapshot set baseline_id = ? where id = ?", newer.id(), older.id());
                for (String event : List.of("one", "two", "three")) {
                    handle.execute(
                            "insert into delivery (event_id, snapshot_id, feed, label, sink, occasion, status,"
                                    + " next_attempt_at, created_at) values (?, 1, 'f', 'Größe ✓', 's', ?, 'due', 0, 0)",
                            event,
                            event);
                }
                handle.execute("delete from delivery where event_id = 'three'");
            });
        }
    }

    @AfterEach
    void close() {
        file.close();
        server.close();
    }

    private static long next(Store store) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "insert into delivery (event_id, snapshot_id, feed, label, sink, occasion, status, next_attempt_at,"
                                + " created_at) values ('n', 1, 'f', 'f', 's', 'n', 'due', 0, 0) returning id")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void everythingArrivesAndTheServerGoesOnWithTheNextId() {
        List<StoreCopy.Copied> copied = new StoreCopy(file, server, clock).run();

        assertThat(copied).extracting(StoreCopy.Copied::table).contains("snapshot", "page", "budget", "attempt");
        assertThat(copied)
                .filteredOn(table -> table.table().equals("delivery"))
                .extracting(StoreCopy.Copied::rows)
                .containsExactly(2L);
        Snapshots here = new Snapshots(file);
        Snapshots there = new Snapshots(server);
        assertThat(there.list(java.util.Optional.empty())).isEqualTo(here.list(java.util.Optional.empty()));
        for (Snapshot snapshot : here.list(java.util.Optional.empty())) {
            assertThat(Seen.of(there, snapshot)).isEqualTo(Seen.of(here, snapshot));
        }
        assertThat(next(server)).isEqualTo(next(file)).isEqualTo(4);
    }

    @Test
    void everythingComesBackAsItWas() {
        List<StoreCopy.Copied> up = new StoreCopy(file, server, clock).run();
        try (Store other = Store.open("jdbc:sqlite:data/rankwire.db", back)) {
            assertThat(new StoreCopy(server, other, clock).run()).containsExactlyInAnyOrderElementsOf(up);
            assertThat(next(other)).isEqualTo(4);
        }
    }

    @Test
    void aTargetThatIsNotEmptyIsLeftAlone() {
        new StoreCopy(file, server, clock).run();
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> new StoreCopy(file, server, clock).run())
                .withMessageContaining("is not empty, there are rows in ");
    }

    @Test
    void aStoreThatIsWorkedOnIsNotCopied() {
        try (Nodes nodes = new Nodes(file, clock).join()) {
            assertThat(nodes.working()).hasSize(1);
            assertThatExceptionOfType(OperatorMistake.class)
                    .isThrownBy(() -> new StoreCopy(file, server, clock).run())
                    .withMessageContaining("is worked on by");
        }
        assertThat(new StoreCopy(file, server, clock).run()).isNotEmpty();
    }
}
