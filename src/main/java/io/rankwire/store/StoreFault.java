package io.rankwire.store;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What keeps a store from its work without being a mistake of ours: once it is mended, the same work is done. */
enum StoreFault {
    AWAY("it cannot be reached", "", "08.*|57P.*|53200|53300|25P03|40001|40P01"),
    FULL("its disk is full", "13", "53100"),
    /** Busy, locked, and a lock that could not be had. */
    LOCKED("another program has it locked", "5|6|15", "55P03"),
    READ_ONLY("it may not be written to", "8", "25006"),
    UNREADABLE("its disk fails to read or write", "10", "58030"),
    CLOSED("its file cannot be opened", "14", ""),
    DAMAGED("it is damaged; put a sound copy in its place", "11|26", "XX001|XX002");

    private final String words;
    private final String sqlite;
    private final String states;

    /**
     * A kind of fault.
     *
     * @param sqlite which of the engine's primary result codes mean it
     * @param states which SQL states of a server do
     */
    StoreFault(String words, String sqlite, String states) {
        this.words = words;
        this.sqlite = sqlite;
        this.states = states;
    }

    /** What is the matter with the store if something failed over it; empty when it failed over anything else. */
    static Optional<StoreFault> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JdbiException) {
                return below(cause.getCause());
            }
        }
        // A database of the operator's own is none of the store's affairs.
        return Optional.empty();
    }

    /** What keeps a store from being opened; empty when it is anything else, such as a login that is refused. */
    static Optional<StoreFault> ofOpening(Throwable failure) {
        return failure instanceof UncheckedIOException ? Optional.of(CLOSED) : below(failure);
    }

    /** What is the matter with a database, by whatever of its driver's is in the failure. */
    private static Optional<StoreFault> below(@Nullable Throwable failure) {
        Optional<StoreFault> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The deeper, the nearer to what happened: a pool that has no connection says why it has none.
            Optional<StoreFault> here = cause instanceof SQLException sql ? of(sql) : Optional.empty();
            found = here.isPresent() ? here : found;
        }
        return found;
    }

    private static Optional<StoreFault> of(SQLException failure) {
        if (failure instanceof SQLiteException) {
            return find(fault -> Integer.toString(failure.getErrorCode()).matches(fault.sqlite));
        }
        String state = failure.getSQLState();
        Optional<StoreFault> said = state == null ? Optional.empty() : find(fault -> state.matches(fault.states));
        return said.isEmpty() && failure instanceof SQLTransientConnectionException ? Optional.of(AWAY) : said;
    }

    private static Optional<StoreFault> find(Predicate<StoreFault> condition) {
        return Arrays.stream(values()).filter(condition).findFirst();
    }

    /** What is the matter, as the end of a sentence about the store. */
    String words() {
        return words;
    }
}
