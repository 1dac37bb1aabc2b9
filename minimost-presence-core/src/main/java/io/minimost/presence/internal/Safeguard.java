package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import org.jspecify.annotations.Nullable;

/** Stands between a call and its answer where the files of the database may be lost or damaged. Thread-safe. */
interface Safeguard extends AutoCloseable {
    /** That of a database in memory, which has no files. */
    static Safeguard none(String store) {
        return failure -> SqliteErrors.translate(store, failure);
    }

    /**
     * What the caller gets for a failure of the database. May look at the files, and remembers what it finds.
     *
     * @param failure of anything but a COMMIT
     */
    RuntimeException explain(Throwable failure);

    /**
     * Lets a call pass, or not.
     *
     * @throws PresenceStoreException.Unusable if a file was found to be lost
     */
    default void require() {}

    /**
     * The same for a call that wants to write.
     *
     * @throws PresenceStoreException.Corrupt if the file is, or may be, damaged
     */
    default void requireWritable() {}

    /**
     * Looks whether a transaction may begin. To be called before SQLite touches a file for it.
     *
     * @throws PresenceStoreException if it would be lost, or others must not build on it
     */
    default void beforeBegin(Durability durability) {}

    /**
     * The same without a look, for a connection that was opened when {@link #generation} had the given value.
     *
     * @throws PresenceStoreException if the transaction must be rolled back
     */
    default void beforeCommit(int generation) {}

    /** Why what is committed must not be acknowledged; null if it may. */
    default PresenceStoreException.@Nullable OutcomeUnknown afterCommit(Durability durability) {
        return null;
    }

    /** Connections that were opened when this had another value must not be used any more. */
    default int generation() {
        return 0;
    }

    /** Looks at everything. To be called several times a second. */
    default void sweep() {}

    /**
     * Looks whether SQLite may tidy up the files when the last connection closes. If not, the connections that write must
     * close before those that only read, and before this: then SQLite leaves everything as it is.
     */
    default boolean mayTidyUp() {
        return true;
    }

    @Override
    default void close() {}
}
