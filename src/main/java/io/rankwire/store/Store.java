package io.rankwire.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** The database that everything is kept in. Safe for use by many threads. */
public final class Store implements AutoCloseable {
    /** The version of the tables, that of the newest script beside this class. */
    static final String TABLES = "26";

    private final StoreAddress address;
    private final AutoCloseable connections;
    private final Jdbi jdbi;
    private final Leases leases;
    private final Outage outage = new Outage();

    private Store(StoreAddress address, HikariDataSource pool) {
        this(address, pool, address.dialect().over(pool, address, () -> bringUpToDate(pool, address)));
    }

    private Store(StoreAddress address, AutoCloseable connections, Jdbi jdbi) {
        this.address = address;
        this.connections = connections;
        this.jdbi = jdbi;
        this.leases = new Leases(jdbi, Node.self(address.node()), address.lease(), outage);
    }

    /** Opens a store that needs no login; see {@link StoreAddress#of}. */
    public static Store open(String url, Path home) {
        return open(StoreAddress.of(url, home));
    }

    /** Opens the store, making it or bringing it up to date where needed. */
    public static Store open(StoreAddress address) {
        return address.dialect().alone(address, () -> open(address, Store::bringUpToDate));
    }

    /** Opens the store as {@link #open(StoreAddress)} does, and waits for as long as its state does not let it. */
    public static Store await(StoreAddress address) {
        return new Outage(StoreFault::ofOpening).untilDone(() -> open(address));
    }

    /**
     * Opens the store to look at what is in it, be it in a folder that may not be written to. Nothing waits for it. Over one
     * connection and for one thread, if its tables are those of this version.
     */
    public static Store look(StoreAddress address) {
        boolean isReadable =
                address.dialect() == Dialect.SQLITE && !address.place().isWritable();
        Store store =
                current(address).orElseGet(() -> isReadable ? open(address, Store::requireUpToDate) : open(address));
        store.outage.end();
        return store;
    }

    private static Optional<Store> current(StoreAddress address) {
        if (!address.dialect().exists(address)) {
            return Optional.empty();
        }
        try {
            Connection connection = address.dialect().connect(address);
            if (isCurrent(address, connection)) {
                return Optional.of(
                        new Store(address, connection, address.dialect().over(connection)));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw cannotBeOpened(address, e);
        }
    }

    /** Whether the tables are those of this version. Asking Flyway takes a third of a second, for it reads every script. */
    private static boolean isCurrent(StoreAddress address, Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery(
                        "select version, success from flyway_schema_history order by installed_rank desc limit 1")) {
            return newest.next() && TABLES.equals(newest.getString(1)) && newest.getBoolean(2);
        } catch (SQLException e) {
            if (StoreFault.ofOpening(e).isPresent()) {
                throw cannotBeOpened(address, e);
            }
            // It has no such table.
            return false;
        }
    }

    private static IllegalStateException cannotBeOpened(StoreAddress address, SQLException e) {
        String reason = StoreFault.ofOpening(e).map(StoreFault::words).orElse(e.getMessage());
        return new IllegalStateException("the store " + address + " cannot be opened: " + reason, e);
    }

    private static Store open(StoreAddress address, BiConsumer<HikariDataSource, StoreAddress> prepare) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        address.dialect().configure(config, address);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            prepare.accept(pool, address);
            return new Store(address, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static void bringUpToDate(HikariDataSource pool, StoreAddress address) {
        // Not from the pool, which may still have connections to a file that was there before.
        DataSource source = pool.getDataSource() == null ? pool : pool.getDataSource();
        try (Connection connection = source.getConnection()) {
            if (isCurrent(address, connection)) {
                return;
            }
        } catch (SQLException e) {
            throw cannotBeOpened(address, e);
        }
        tables(source, address).migrate();
    }

    private static void requireUpToDate(HikariDataSource pool, StoreAddress address) {
        if (tables(pool, address).info().pending().length > 0) {
            throw new IllegalStateException("the store " + address
                    + " was made by an older version and may not be written to here; open it once where it may");
        }
    }

    private static Flyway tables(DataSource source, StoreAddress address) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:io/rankwire/store")
                .placeholders(address.dialect().placeholders())
                .load();
    }

    /** Why it cannot be read or written now, in one line; empty when it can. */
    public Optional<String> fault() {
        Optional<String> known = outage.reason();
        if (known.isPresent()) {
            return known;
        }
        try {
            jdbi.useHandle(handle -> handle.createUpdate("update operator_post set next_at = next_at where id = 1")
                    .setQueryTimeout(address.dialect().probedFor())
                    .execute());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(Outage.reason(e));
        }
    }

    /** Access for the SQL of this room and of the ledger. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** What this process holds here. */
    public Leases leases() {
        return leases;
    }

    /**
     * Does work that may be done twice; if the database goes away meanwhile, waits until it is back and does it again.
     * Gives up when the thread is interrupted or the store is closed.
     */
    public <T> T untilDone(Supplier<T> work) {
        return outage.untilDone(work);
    }

    /**
     * The same, for work that something may be lost over if the process ends meanwhile.
     *
     * @param first done before the first wait, if there is one
     */
    public <T> T untilDone(Supplier<T> work, Runnable first) {
        return outage.untilDone(work, first);
    }

    /** A transaction that may be done twice, {@linkplain #untilDone(Supplier) through an outage}. */
    public <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        return untilDone(() -> jdbi.inTransaction(work));
    }

    /** SQL that may be done twice, {@linkplain #untilDone(Supplier) through an outage}. */
    public <T> T withHandle(HandleCallback<T, RuntimeException> work) {
        return untilDone(() -> jdbi.withHandle(work));
    }

    /** Where it is. */
    public StoreAddress address() {
        return address;
    }

    @Override
    public void close() {
        outage.end();
        leases.close();
        try {
            connections.close();
        } catch (Exception e) {
            throw new IllegalStateException("the store " + address + " cannot be closed", e);
        }
    }
}
