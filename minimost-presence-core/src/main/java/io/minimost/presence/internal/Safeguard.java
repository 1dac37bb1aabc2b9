package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Refuses calls when the files of the database are lost or damaged. Thread-safe. */
interface Safeguard extends AutoCloseable {
    /** The safeguard of a database in memory, which has no files. */
    static Safeguard none(String store) {
        return failure -> SqliteErrors.translate(store, failure);
    }

    /**
     * The exception for the caller after a failure of the database. May check the files, and remembers the result.
     *
     * @param failure not that of a COMMIT, for which {@link SqliteErrors#translateCommit} gives the exception
     */
    RuntimeException explain(Throwable failure);

    /**
     * Refuses a call if the files are lost. Does not check them.
     *
     * @throws PresenceStoreException.Unusable if a file was found to be lost
     */
    default void require() {}

    /**
     * The same for a write. May check a file that is suspected to be damaged.
     *
     * @throws PresenceStoreException.Corrupt if the file is, or may be, damaged
     */
    default void requireWritable() {}

    /**
     * Checks whether a transaction may begin. Called before SQLite accesses a file for it.
     *
     * @throws PresenceStoreException if the files are lost, or are or may be damaged
     */
    default void beforeBegin(Durability durability) {}

    /**
     * The same without a check of the files, for a connection that was opened when {@link #generation} had the given value.
     *
     * @throws PresenceStoreException if the transaction must be rolled back
     */
    default void beforeCommit(int generation) {}

    /** Called after a commit: the exception for the caller if the commit may be lost, else null. */
    default PresenceStoreException.@Nullable OutcomeUnknown afterCommit(Durability durability) {
        return null;
    }

    /** A connection that was opened when this had another value must not be used any more. */
    default int generation() {
        return 0;
    }

    /** Checks all files. Called several times a second. */
    default void sweep() {}

    /** Called after a commit that has released pages of the file: it will become shorter, and is then not damaged. */
    default void releasedPages() throws SQLException {}

    /**
     * Checks whether SQLite may checkpoint and delete the write-ahead log when the last connection closes. If not, the write
     * connection must close before the read connections and before this safeguard: then SQLite leaves all files as they are.
     */
    default boolean mayTidyUp() {
        return true;
    }

    @Override
    default void close() {}
}
