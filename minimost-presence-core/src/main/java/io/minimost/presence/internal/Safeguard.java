package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import org.jspecify.annotations.Nullable;

/** Stands between a call and its answer where the files of the database may be lost or damaged. Thread-safe. */
interface Safeguard extends AutoCloseable {
    /** That of a database in memory, which has no files. */
    static Safeguard none(String store) {
        return failure -> Failures.translate(store, failure);
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

    /** What a write is refused with, as far as is known without a look; null if it may begin. */
    default @Nullable RuntimeException refusal() {
        return null;
    }

    /** Throws if the commit would be lost; then it must be rolled back. */
    default void beforeCommit(Durability durability) {}

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
