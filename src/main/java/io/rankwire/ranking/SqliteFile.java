package io.rankwire.ranking;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Connections to a database file, where one writes at a time and the others wait for their turn. */
final class SqliteFile extends SQLiteDataSource {
    /** So long a statement waits for others that write. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** The engine's own waiting grows to a tenth of a second, in which others come and go by the dozen. */
    private static final Duration PAUSE = Duration.ofNanos(200_000);

    SqliteFile(String url) {
        super(config());
        setUrl(url);
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // What is committed is there after a power cut as well.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return config;
    }

    @Override
    public SQLiteConnection getConnection(String username, String password) throws SQLException {
        SQLiteConnection connection = super.getConnection(username, password);
        BusyHandler.setHandler(connection, new Turn());
        return connection;
    }

    /** Waits for the others, for one connection. */
    private static final class Turn extends BusyHandler {
        private long since;

        @Override
        protected int callback(int tries) {
            if (tries == 0) {
                since = System.nanoTime();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            return System.nanoTime() - since < LONGEST_WAIT.toNanos() ? 1 : 0;
        }
    }
}
