package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Determines what a failure of SQLite means for the caller, and for the connection on which it occurred. */
final class SqliteErrors {
    private static final int PRIMARY_CODE = 0xff;

    private SqliteErrors() {}

    /** The exception for the caller; {@code failure} itself if it did not come from the database. */
    static RuntimeException translate(String store, Throwable failure) {
        if (failure instanceof PresenceStoreException known) {
            return known; // It is more precise than the code of its cause.
        }
        if (NativeLibrary.isMissing(failure)) {
            return new PresenceStoreException.Unusable(
                    store, PresenceStoreException.NO_CODE, NativeLibrary.problem(), failure);
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

    /** The same for a COMMIT: after an I/O error, or when it was aborted, it may or may not have reached the disk. */
    static RuntimeException translateCommit(String store, Throwable failure) {
        int code = codeOf(failure);
        return switch (primary(code)) {
            case SQLITE_BUSY, SQLITE_FULL, SQLITE_READONLY -> translate(store, failure); // Refused, not aborted.
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

    /** Whether SQLite reported that the file is damaged or not a database. The pages it read may also be torn or outdated. */
    static boolean isDamage(Throwable failure) {
        return is(SQLiteErrorCode.SQLITE_CORRUPT, failure) || is(SQLiteErrorCode.SQLITE_NOTADB, failure);
    }

    /** The (extended) code of SQLite; {@link PresenceStoreException#NO_CODE} if SQLite did not report the failure. */
    static int codeOf(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql == null ? PresenceStoreException.NO_CODE : code(sql);
    }

    private static boolean is(SQLiteErrorCode code, Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql != null && primary(code(sql)) == code;
    }

    /**
     * Whether the connection must not be used any more. After such a failure, SQLite may have rolled back, and the statements
     * that follow would run in autocommit mode. (And a connection that could be opened only for reading stays read-only, even
     * when the file is writable again.)
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
