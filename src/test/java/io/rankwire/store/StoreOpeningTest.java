package io.rankwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.SmallDisk;
import io.rankwire.poll.Stores;
import io.rankwire.ranking.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a store whose disk or file is not as it should be, or that others open too. */
class StoreOpeningTest {
    private static final Pattern SCRIPT = Pattern.compile("V(\\d+)__.*");

    @TempDir
    Path home;

    private static StoreAddress at(Path home, Path file) {
        return StoreAddress.of("jdbc:sqlite:" + file, home);
    }

    @Test
    void openingWaitsForRoomOnAFullDisk() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("small"))) {
            Path filling = disk.fill();
            StoreAddress address = at(home, disk.folder().resolve("rankwire.db"));
            assertThatThrownBy(() -> Store.open(address)).isInstanceOf(RuntimeException.class);
            CompletableFuture<Store> opening = CompletableFuture.supplyAsync(() -> Store.await(address));
            Files.delete(filling);

            try (Store store = opening.join()) {
                assertThat(store.fault()).isEmpty();
            }
        }
    }

    @Test
    void openingWaitsForAProgramThatHasTheFileLocked() throws SQLException {
        Path file = home.resolve("rankwire.db");
        StoreAddress address = at(home, file);
        Store.open(address).close();
        CompletableFuture<Store> opening;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("pragma locking_mode = exclusive");
            statement.execute("begin exclusive");
            opening = CompletableFuture.supplyAsync(() -> Store.await(address));
            assertThatThrownBy(() -> Store.open(address))
                    .satisfies(e -> assertThat(StoreFault.ofOpening(e)).contains(StoreFault.LOCKED));
            assertThat(opening).isNotDone();
        }

        try (Store store = opening.join()) {
            assertThat(store.fault()).isEmpty();
        }
    }

    @Test
    void openingDoesNotWaitForADatabaseOfSomethingElse() throws SQLException {
        Path file = home.resolve("other.db");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("create table invoice (id integer)");
        }

        assertThatThrownBy(() -> Store.await(at(home, file))).hasMessageContaining("non-empty schema");
    }

    @Test
    void severalThatOpenAFreshStoreAtOnceAllGetIt() {
        List<CompletableFuture<Integer>> opening = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try (Store store = Store.open(Stores.address(home))) {
                        return new Snapshots(store).list(Optional.empty()).size();
                    }
                }))
                .limit(6)
                .toList();

        assertThat(opening.stream().map(CompletableFuture::join)).containsOnly(0);
    }

    @Test
    void theVersionOfTheTablesIsThatOfTheNewestScript() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/io/rankwire/store"));
                Stream<Path> upgrades = Files.list(Path.of("src/main/java/io/rankwire/store"))) {
            int newest = Stream.concat(scripts, upgrades)
                    .map(file -> SCRIPT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max()
                    .orElseThrow();

            assertThat(Store.TABLES).isEqualTo(Integer.toString(newest));
        }
    }

    @Test
    void aLookAtAStoreMakesItAndReadsIt() {
        StoreAddress address = Stores.address(home);

        for (int look = 0; look < 2; look++) {
            try (Store store = Store.look(address)) {
                assertThat(new Snapshots(store).list(Optional.empty())).isEmpty();
            }
        }
    }

    @Test
    void aLookBringsTheTablesOfAnOlderVersionUpToDate() {
        StoreAddress address = Stores.address(home);
        try (Store store = Store.open(address)) {
            store.jdbi().useHandle(handle -> {
                handle.execute("alter table snapshot drop column matched");
                handle.execute("delete from flyway_schema_history where version = ?", Store.TABLES);
            });
        }

        try (Store store = Store.look(address)) {
            int numbers = store.jdbi().withHandle(handle -> handle.createQuery("select count(matched) from snapshot")
                    .mapTo(Integer.class)
                    .one());
            assertThat(numbers).isZero();
        }
    }

    @Test
    void aLookSaysWhatKeepsTheStoreFromBeingRead() throws Exception {
        Path file = home.resolve("rankwire.db");
        Store.open(at(home, file)).close();
        Files.write(
                file, "no database at all, whatever its name says".repeat(100).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Store.look(at(home, file)))
                .hasMessageContaining("cannot be opened: it is damaged; put a sound copy in its place");
    }
}
