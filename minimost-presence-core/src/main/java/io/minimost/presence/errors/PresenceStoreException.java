package io.minimost.presence.errors;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database failed. The nested classes are the failures that a host can react to; an instance of this class itself is
 * any other failure of the database.
 *
 * <p>Unless it is an {@link OutcomeUnknown}, the failed call has written nothing. Bad arguments are never reported this way,
 * but as {@link IllegalArgumentException}.
 */
public class PresenceStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@link #sqliteCode()} of a failure that SQLite did not report. */
    public static final int NO_CODE = 0;

    private final String store;
    private final int sqliteCode;

    /**
     * For this library only.
     *
     * @param store the path of the file, {@code :memory:}, or {@code postgres:} and the schema
     * @param sqliteCode the (extended) result code of SQLite, or {@link #NO_CODE}
     */
    public PresenceStoreException(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
        super(store + ": " + problem + (sqliteCode == NO_CODE ? "" : " (SQLite code " + sqliteCode + ")"), cause);
        this.store = store;
        this.sqliteCode = sqliteCode;
    }

    /** The path of the database file, {@code :memory:}, or {@code postgres:} and the schema. */
    public String store() {
        return store;
    }

    /** The (extended) result code of SQLite, or {@link #NO_CODE} if SQLite did not report the failure. */
    public int sqliteCode() {
        return sqliteCode;
    }

    /** The code of PostgreSQL's server or driver (SQLSTATE, five characters); empty if that did not report the failure. */
    public Optional<String> sqlState() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
        }
        return Optional.empty();
    }

    /** Whether the same call can be retried: nothing was written, and the cause is temporary. */
    public boolean isRetrySafe() {
        return false;
    }

    /**
     * Another process, or another thread, held the write lock until the busy time-out was over; or the server of the database
     * cannot be reached at the moment.
     */
    public static final class Busy extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public Busy(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }

        @Override
        public boolean isRetrySafe() {
            return true;
        }
    }

    /** Too many asynchronous calls of this store are unfinished: the host makes more of them than the database can do. */
    public static final class QueueFull extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public QueueFull(String store, int waiting) {
            super(
                    store,
                    NO_CODE,
                    String.format(Locale.ROOT, "%d asynchronous calls are waiting already", waiting),
                    null);
        }

        @Override
        public boolean isRetrySafe() {
            return true;
        }
    }

    /** The disk is full, or the file has its maximum size. Reads still work; writes work again once there is space. */
    public static final class Full extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public Full(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }

    /** The file or its directory is not writable, or the server of the database can only be read, as a standby can. */
    public static final class ReadOnly extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public ReadOnly(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }

    /**
     * The file is damaged, or is not an SQLite database. The store does not change it; restore it from a backup while no store
     * has it open.
     *
     * <p>From the first sign of damage on, an open store refuses all writes with this exception; reads continue where they
     * can. The store checks the whole file at once, and then at most every five seconds, at a write or a sweep. When a check
     * passes, because the file was repaired or was never damaged, writes work again. A read throws this exception only if a
     * check has confirmed the damage, else a plain {@link PresenceStoreException}.
     */
    public static final class Corrupt extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public Corrupt(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }

    /** The store was closed before or during the call. */
    public static final class Closed extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public Closed(String store) {
            super(store, NO_CODE, "the store is closed", null);
        }
    }

    /**
     * The file cannot be used. For example, it is a directory, its directory does not exist, it is on a network file system,
     * a newer version of this library wrote it, another copy of this library in this JVM uses it, or it has a second name (a
     * hard link, a mount of the single file).
     *
     * <p>Or a file of the open database was deleted, moved, replaced, emptied, truncated or linked. The refused write has
     * written nothing, and the store refuses every later call: earlier writes may be in a file that no other process sees.
     * Close the store, which leaves all files as they are, repair the files, and open the store again.
     *
     * <p>On PostgreSQL: there is no such database, role or table, the role may not use it, or a newer version of this library made the
     * tables.
     */
    public static final class Unusable extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public Unusable(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }

    /**
     * The commit failed with an I/O error, the connection to the server was lost during the commit, or a file of the database was lost or found damaged during the commit. The change
     * may or may not have been written. Read before you retry.
     */
    public static final class OutcomeUnknown extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public OutcomeUnknown(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }
}
