package io.rankwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.SmallDisk;
import io.rankwire.poll.Stores;
import io.rankwire.ranking.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a store whose disk or file is not as it should be, or that others open too. */
class StoreOpeningTest {
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
}
