package io.rankwire.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * Connections to the database file that is there now. When it was deleted there are none; when another was put in its place,
 * a backup for one, they are of that one from then on. Safe for use by many threads.
 */
final class WatchedConnections implements ConnectionFactory {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.store");

    private final HikariDataSource pool;
    private final SqliteFile source;
    private final SqlitePlace place;
    private final Runnable bringUpToDate;
    private volatile Object known;
    private Optional<Object> journal;

    WatchedConnections(HikariDataSource pool, StoreAddress address, Runnable bringUpToDate) {
        this.pool = pool;
        this.source = (SqliteFile) pool.getDataSource();
        this.place = address.place();
        this.bringUpToDate = bringUpToDate;
        this.known = place.identity().orElse(place);
        this.journal = place.journal();
    }

    @Override
    public Connection openConnection() throws SQLException {
        while (true) {
            Object now = source.identity();
            if (!now.equals(known)) {
                goOver(now);
            }
            Connection connection = pool.getConnection();
            if (source.isTo(connection.unwrap(SQLiteConnection.class), now)) {
                return connection;
            }
            pool.evictConnection(connection);
        }
    }

    private synchronized void goOver(Object now) throws SQLException {
        if (now.equals(known)) {
            return;
        }
        try {
            journal = place.alone(() -> {
                if (journal.isPresent() && place.journal().equals(journal)) {
                    place.forgetJournal();
                }
                bringUpToDate.run();
                return place.journal();
            });
        } catch (RuntimeException e) {
            throw new SQLTransientConnectionException(
                    place.file() + " was replaced, and the new one cannot be used", e);
        }
        known = now;
        LOG.warn("{} was replaced; work goes on with what is in the new one", place.file());
    }
}
