package io.rankwire.ranking;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The database that everything is kept in. Safe for use by many threads. */
public final class Store implements AutoCloseable {
    private final StoreAddress address;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Leases leases;
    private final Outage outage = new Outage();

    private Store(StoreAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
        this.jdbi = address.dialect().over(pool);
        this.leases = new Leases(jdbi, Node.self(address.node()), address.lease());
    }

    /** Opens a store that needs no login; see {@link StoreAddress#of}. */
    public static Store open(String url, Path home) {
        return open(StoreAddress.of(url, home));
    }

    /** Opens the store, making it or bringing it up to date where needed. */
    public static Store open(StoreAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        address.dialect().configure(config, address);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:io/rankwire/store")
                    .placeholders(address.dialect().placeholders())
                    .load()
                    .migrate();
            return new Store(address, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Why it cannot be read or written now, in one line; empty when it can. */
    public Optional<String> fault() {
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

    /** Where it is. */
    public StoreAddress address() {
        return address;
    }

    @Override
    public void close() {
        outage.end();
        leases.close();
        pool.close();
    }
}
