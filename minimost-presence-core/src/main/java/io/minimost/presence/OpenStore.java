package io.minimost.presence;

import java.util.List;
import java.util.Objects;

/**
 * A store of this JVM that nobody has closed yet. For tests and diagnosis: a store that is not closed keeps its thread, its
 * connections and the lock of its file. Immutable.
 *
 * @param place the file, {@code :memory:}, or {@code postgres:} and the schema
 * @param opened where it was opened: its stack trace ends in {@link PresenceStoreBuilder#open}; never thrown
 * @param thread the name of the thread that opened it
 */
public record OpenStore(String place, Throwable opened, String thread) {
    /** Refuses null. */
    public OpenStore {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(opened, "opened");
        Objects.requireNonNull(thread, "thread");
    }

    /**
     * All stores that were opened by this copy of the library and are not closed, in the order in which they were opened. A store
     * that was dropped unclosed is not in it once the garbage collector has found it.
     */
    public static List<OpenStore> all() {
        return OpenStores.all();
    }
}
