package io.rankwire.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Transactions by plain statements. The driver's own commit begins the next transaction in the same breath, and with it
 * takes the file's only lock a second time for nothing; when it does not get it, it says that what is written was not.
 */
final class SqliteTransactions implements TransactionHandler {
    private boolean open;

    @Override
    public TransactionHandler specialize(Handle handle) {
        return new SqliteTransactions();
    }

    @Override
    public void begin(Handle handle) {
        run(handle, "begin immediate");
        open = true;
    }

    @Override
    public void commit(Handle handle) {
        run(handle, "commit");
        open = false;
    }

    @Override
    public void rollback(Handle handle) {
        open = false;
        run(handle, "rollback");
    }

    @Override
    public boolean isInTransaction(Handle handle) {
        return open;
    }

    @Override
    public void savepoint(Handle handle, String name) {
        run(handle, "savepoint " + name);
    }

    @Override
    public void rollbackToSavepoint(Handle handle, String name) {
        run(handle, "rollback to " + name);
    }

    @Override
    public void releaseSavepoint(Handle handle, String name) {
        run(handle, "release " + name);
    }

    @Override
    public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> work) throws X {
        begin(handle);
        try {
            R done = work.withHandle(handle);
            if (open) {
                commit(handle);
            }
            return done;
        } catch (Throwable e) {
            undo(handle, e);
            throw e;
        }
    }

    /** Some failures, a full disk among them, have ended the transaction already. */
    private void undo(Handle handle, Throwable reason) {
        try {
            if (open) {
                rollback(handle);
            }
        } catch (TransactionException e) {
            reason.addSuppressed(e);
        }
    }

    /** There is one level only. */
    @Override
    public <R, X extends Exception> R inTransaction(
            Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> work) throws X {
        return inTransaction(handle, work);
    }

    private static void run(Handle handle, String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new TransactionException("the store could not " + sql, e);
        }
    }
}
