package io.rankwire.poll;

import io.rankwire.store.Store;
import io.rankwire.store.StoreAddress;
import io.rankwire.text.Sha256;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The stores of tests: SQLite files, or, with {@code -Drankwire.test.store=postgresql}, schemas of a PostgreSQL server
 * that is started once. The same home is the same store.
 */
public final class Stores {
    private static final String SQLITE = "jdbc:sqlite:data/rankwire.db";
    private static EmbeddedPostgres server;

    private Stores() {}

    /** The store of that home, in the database that this run of the tests is about. */
    public static Store open(Path home) {
        return Store.open(address(home));
    }

    public static StoreAddress address(Path home) {
        StoreAddress address = "postgresql".equals(System.getProperty("rankwire.test.store"))
                ? postgresql(home)
                : StoreAddress.of(SQLITE, home);
        Optional<Duration> lease =
                Optional.ofNullable(System.getProperty("rankwire.test.lease")).map(Duration::parse);
        return address.node(Optional.empty(), lease);
    }

    /** The PostgreSQL schema of that home. */
    public static StoreAddress postgresql(Path home) {
        return StoreAddress.of(postgresqlUrl(home), home);
    }

    /** Where the PostgreSQL schema of that home is. */
    public static String postgresqlUrl(Path home) {
        String schema = "home_" + Sha256.hex(home.toString()).substring(0, 20);
        String url = serverUrl();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("the tests' PostgreSQL does not work", e);
        }
        return url + "&currentSchema=" + schema;
    }

    /** What a child process is started with, that it may find the same stores. */
    public static String[] forChildren() {
        String store = System.getProperty("rankwire.test.store", "sqlite");
        return "postgresql".equals(store)
                ? new String[] {"-Drankwire.test.store=" + store, "-Drankwire.test.server=" + serverUrl()}
                : new String[] {"-Drankwire.test.store=" + store};
    }

    private static String serverUrl() {
        String given = System.getProperty("rankwire.test.server");
        return given != null ? given : "jdbc:postgresql://localhost:" + server().getPort() + "/postgres?user=postgres";
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException | IllegalStateException e) {
                if (Boolean.parseBoolean(System.getenv("CI"))) {
                    throw new IllegalStateException("PostgreSQL cannot be started", e);
                }
                System.out.println("not tested on PostgreSQL, it cannot be started: " + e.getMessage());
                throw new TestAbortedException("PostgreSQL cannot be started: " + e.getMessage(), e);
            }
        }
        return server;
    }
}
