package io.minimost.presence.errors;

import org.jspecify.annotations.Nullable;

/**
 * The database failed. The kinds that a host can act on are the nested classes; an instance of this class itself is any
 * other failure of SQLite.
 *
 * <p>Unless the kind is {@link OutcomeUnknown}, nothing of the failed call was written. Bad arguments are never reported
 * this way but as {@link IllegalArgumentException}.
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
     * @param store the path of the file, or {@code :memory:}
     * @param sqliteCode the (extended) result code of SQLite, or {@link #NO_CODE}
     */
    public PresenceStoreException(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
        super(store + ": " + problem + (sqliteCode == NO_CODE ? "" : " (SQLite code " + sqliteCode + ")"), cause);
        this.store = store;
        this.sqliteCode = sqliteCode;
    }

    /** The path of the database file, or {@code :memory:}. */
    public String store() {
        return store;
    }

    /** The (extended) result code of SQLite, or {@link #NO_CODE} if the failure is not SQLite's. */
    public int sqliteCode() {
        return sqliteCode;
    }

    /** Whether the same call may simply be made again: nothing was written, and the cause passes by itself. */
    public boolean isRetrySafe() {
        return false;
    }

    /** Another process (or, for very long, another thread) held the write lock until the busy time-out was over. */
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

    /** The disk, or the size that the file may have, is exhausted. Reads go on; writes work again once there is room. */
    public static final class Full extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public Full(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }

    /** The file or its directory may not be written. */
    public static final class ReadOnly extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public ReadOnly(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }

    /**
     * The file is damaged, or is no SQLite database at all. It is left as it is; restore it from a backup, while no store has
     * it open.
     *
     * <p>An open store says so only if a check of the whole file has found it. From the first sign of damage on, it refuses
     * all writes with this exception; reads go on where they can. It checks at once, and then at most every five seconds when
     * somebody wants to write or it sweeps. When a check passes, because the file was mended or was never damaged, writes
     * work again by themselves. A read that failed although the file is sound is a plain {@link PresenceStoreException}.
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
     * The store cannot be used here: the path is a directory or lies in none, is on a network file system, belongs to a
     * newer version of this library, is in use by another copy of it in this JVM, or has a second name (a hard link, a mount
     * of the single file).
     *
     * <p>Or a file that belongs to the open database was removed, moved, replaced, emptied, cut off or linked. Then nothing of
     * the refused write was written, and every call from then on is refused: what was written before may be in a file that
     * nobody else sees. Close the store, which leaves all files as they are, see to them, and open it again.
     */
    public static final class Unusable extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public Unusable(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }

    /**
     * The commit itself failed with an I/O error, or a file of the database was lost or found to be damaged while it was under
     * way: the change may have been written or not. Read before you retry.
     */
    public static final class OutcomeUnknown extends PresenceStoreException {
        private static final long serialVersionUID = 1L;

        /** For this library only. */
        public OutcomeUnknown(String store, int sqliteCode, String problem, @Nullable Throwable cause) {
            super(store, sqliteCode, problem, cause);
        }
    }
}
