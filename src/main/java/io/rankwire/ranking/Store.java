package io.rankwire.ranking;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The database that everything is kept in. Safe for use by many threads. */
public final class Store implements AutoCloseable {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String DURABLE =
            "journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE";

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Store(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens the store, making it or bringing it up to date where needed.
     *
     * @param url {@code jdbc:sqlite:<file>}, the file relative to {@code home}
     */
    public static Store open(String url, Path home) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(sqlite(url, home));
        config.setMaximumPoolSize(4);
        config.setPoolName("store");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:io/rankwire/store")
                    .placeholders(Map.of(
                            "id", "integer primary key autoincrement",
                            "blob", "blob",
                            "clustered", "without rowid"))
                    .load()
                    .migrate();
            return new Store(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static String sqlite(String url, Path home) {
        if (!url.startsWith(SQLITE)) {
            throw new IllegalArgumentException("rankwire.store.url is '" + url + "'; it must begin with " + SQLITE);
        }
        Path file = home.resolve(url.substring(SQLITE.length())).toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("the store's folder " + file.getParent() + " cannot be made", e);
        }
        return SQLITE + file + "?" + DURABLE;
    }

    /** Access for the SQL of this room and of the ledger. */
    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
