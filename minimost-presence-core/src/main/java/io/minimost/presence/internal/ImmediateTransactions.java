package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Transactions of one connection that take SQLite's write lock when they begin. They are executed as SQL statements, so for
 * JDBC the connection is in autocommit mode.
 *
 * <p>sqlite-jdbc's own {@code transaction_mode=IMMEDIATE} begins the next transaction in {@code commit()}: it keeps the lock,
 * and it can report BUSY for data that is committed.
 */
final class ImmediateTransactions implements TransactionHandler {
    private final CachedStatement begin = new CachedStatement("BEGIN IMMEDIATE");
    private final CachedStatement commit = new CachedStatement("COMMIT");
    private final CachedStatement rollback = new CachedStatement("ROLLBACK");
    private final Connection connection;
    private boolean open;

    ImmediateTransactions(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void begin(Handle handle) {
        run(begin);
        open = true;
    }

    @Override
    public void commit(Handle handle) {
        run(commit);
        open = false;
    }

    @Override
    public void rollback(Handle handle) {
        open = false;
        run(rollback);
    }

    @Override
    public boolean isInTransaction(Handle handle) {
        return open;
    }

    /** Joins the open transaction: only {@link BatchCommitter} begins one. */
    @Override
    public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> callback) throws X {
        if (!open) {
            throw new IllegalStateException("no transaction is open");
        }
        return callback.withHandle(handle);
    }

    @Override
    public <R, X extends Exception> R inTransaction(
            Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> callback) throws X {
        return inTransaction(handle, callback); // SQLite's transactions are always serializable.
    }

    @Override
    public void savepoint(Handle handle, String name) {
        throw new UnsupportedOperationException("savepoint");
    }

    @Override
    public void rollbackToSavepoint(Handle handle, String name) {
        throw new UnsupportedOperationException("rollbackToSavepoint");
    }

    @Override
    public void releaseSavepoint(Handle handle, String name) {
        throw new UnsupportedOperationException("releaseSavepoint");
    }

    private void run(CachedStatement statement) {
        try {
            statement.run(connection, PreparedStatement::executeUpdate);
        } catch (SQLException e) {
            throw new TransactionException(e);
        }
    }
}
