package io.rankwire.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Connections to a database file, where one writes at a time and the others wait for their turn. */
final class SqliteFile extends SQLiteDataSource {
    /** So long a statement waits for others that write. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** The engine's own waiting grows to a tenth of a second, in which others come and go by the dozen. */
    private static final Duration PAUSE = Duration.ofNanos(200_000);

    private final SqlitePlace place;
    /** Which file each connection is to. */
    private final Map<Connection, Object> opened = Collections.synchronizedMap(new WeakHashMap<>());

    private SqliteFile(String url, SqlitePlace place, SQLiteConfig config) {
        super(config);
        this.place = place;
        setUrl(url);
    }

    /** Connections to a file that is there: one that was deleted is not made anew behind the operator's back. */
    static SqliteFile of(StoreAddress address) {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return new SqliteFile(url(address), address.place(), config);
    }

    /** Connections to a file that may not be written to, or lies in a folder that may not. */
    static SqliteFile toRead(StoreAddress address) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SqlitePlace place = address.place();
        // Without a journal the engine would want to make one, unless it is told that the file does not change.
        String how = place.hasJournal() ? "?mode=ro" : "?immutable=1";
        return new SqliteFile(address.dialect().prefix() + place.file().toUri() + how, place, config);
    }

    /** Makes the file, if it is not there. */
    static void make(StoreAddress address) {
        if (address.place().identity().isPresent()) {
            return;
        }
        try {
            new SqliteFile(url(address), address.place(), config()).open().close();
        } catch (SQLException e) {
            throw new IllegalStateException("the store " + address + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static String url(StoreAddress address) {
        String prefix = address.dialect().prefix();
        return prefix
                + address.home()
                        .resolve(address.url().substring(prefix.length()))
                        .toAbsolutePath();
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
        Object file = identity();
        SQLiteConnection connection = open();
        if (!file.equals(identity())) {
            connection.close();
            throw new SQLTransientConnectionException(place.file() + " was replaced just now");
        }
        opened.put(connection, file);
        return connection;
    }

    private SQLiteConnection open() throws SQLException {
        SQLiteConnection connection = super.getConnection(null, null);
        BusyHandler.setHandler(connection, new Turn());
        return connection;
    }

    /**
     * Which file is there now.
     *
     * @throws SQLTransientConnectionException when there is none
     */
    Object identity() throws SQLException {
        return place.identity()
                .orElseThrow(() -> new SQLTransientConnectionException(
                        place.file() + " is gone; put it back, or start Rankwire anew with an empty store"));
    }

    /** Whether a connection that was opened here is to that file. */
    boolean isTo(SQLiteConnection connection, Object file) {
        return file.equals(opened.get(connection));
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
