package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what a failure of SQLite means for the caller, and for the connection it happened on. */
final class SqliteErrors {
    private static final int PRIMARY_CODE = 0xff;

    private SqliteErrors() {}

    /** The exception that the caller gets; {@code failure} itself if it did not come from the database. */
    static RuntimeException translate(String store, Throwable failure) {
        if (failure instanceof PresenceStoreException known) {
            return known; // It says more than the code that led to it.
        }
        SQLException sql = sqlException(failure);
        if (sql == null) {
            return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
        }
        int code = code(sql);
        String problem = String.valueOf(sql.getMessage());
        if (code == SQLiteErrorCode.SQLITE_READONLY_DBMOVED.code) {
            return new PresenceStoreException.Unusable(store, code, problem, failure);
        }
        return switch (primary(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                new PresenceStoreException.Busy(store, code, problem, failure);
            case SQLITE_FULL -> new PresenceStoreException.Full(store, code, problem, failure);
            case SQLITE_READONLY -> new PresenceStoreException.ReadOnly(store, code, problem, failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> new PresenceStoreException.Corrupt(store, code, problem, failure);
            case SQLITE_CANTOPEN, SQLITE_PERM -> new PresenceStoreException.Unusable(store, code, problem, failure);
            default -> new PresenceStoreException(store, code, problem, failure);
        };
    }

    /** The same for a COMMIT, which after an I/O error (or when it was broken off) may or may not have reached the disk. */
    static RuntimeException translateCommit(String store, Throwable failure) {
        int code = codeOf(failure);
        return switch (primary(code)) {
            case SQLITE_BUSY, SQLITE_FULL, SQLITE_READONLY -> translate(store, failure); // Refused, not broken off.
            default ->
                new PresenceStoreException.OutcomeUnknown(
                        store, code, "the commit failed, read before you retry: " + failure.getMessage(), failure);
        };
    }

    static boolean isBusy(Throwable failure) {
        return is(SQLiteErrorCode.SQLITE_BUSY, failure);
    }

    static boolean isFull(Throwable failure) {
        return is(SQLiteErrorCode.SQLITE_FULL, failure);
    }

    /** Whether SQLite holds the file to be damaged, or to be no database. What it has read may also be torn or out of date. */
    static boolean isDamage(Throwable failure) {
        return is(SQLiteErrorCode.SQLITE_CORRUPT, failure) || is(SQLiteErrorCode.SQLITE_NOTADB, failure);
    }

    /** The (extended) code of SQLite, if it was SQLite that failed. */
    static int codeOf(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql == null ? PresenceStoreException.NO_CODE : code(sql);
    }

    private static boolean is(SQLiteErrorCode code, Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql != null && primary(code(sql)) == code;
    }

    /**
     * Whether the connection must not be used any more. After these, SQLite may have rolled back on its own, and
     * statements that follow would run in autocommit mode. (And a connection that SQLite could open only for reading stays
     * so, even when the file may be written again.)
     */
    static boolean isFatalForConnection(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql != null
                && switch (primary(code(sql))) {
                    case SQLITE_FULL,
                            SQLITE_IOERR,
                            SQLITE_CORRUPT,
                            SQLITE_NOTADB,
                            SQLITE_NOMEM,
                            SQLITE_CANTOPEN,
                            SQLITE_READONLY -> true;
                    default -> false;
                };
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static int code(SQLException sql) {
        return sql instanceof SQLiteException sqlite ? sqlite.getResultCode().code : sql.getErrorCode();
    }

    private static SQLiteErrorCode primary(int code) {
        return SQLiteErrorCode.getErrorCode(code & PRIMARY_CODE);
    }
}
