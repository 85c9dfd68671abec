package io.rankwire.ranking;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Places of keys in one ranking, or in all of a series. By JDBC itself: to bind a key and to map a row by Jdbi costs more
 * than to find it.
 */
public final class KeyLookup {
    private KeyLookup() {}

    /** Takes a row that was found. */
    @FunctionalInterface
    public interface Taker {
        void take(ResultSet found) throws SQLException;
    }

    /**
     * Hands over every row that a query finds.
     *
     * @param sql ends in {@code key in (<keys>)} but for what closes it; before that it has a mark for each parameter
     * @param parameters numbers and texts
     */
    public static void find(Handle handle, String sql, Object[] parameters, Collection<String> keys, Taker taker) {
        if (keys.isEmpty()) {
            return;
        }
        String marks = String.join(",", Collections.nCopies(keys.size(), "?"));
        try (PreparedStatement query = handle.getConnection().prepareStatement(sql.replace("<keys>", marks))) {
            int place = 0;
            for (Object parameter : parameters) {
                query.setObject(++place, parameter);
            }
            for (String key : keys) {
                query.setString(++place, key);
            }
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    taker.take(found);
                }
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("the places of a page's keys cannot be looked up", e, null);
        }
    }
}
