package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers an open file for all copies of this library in the JVM. An entry is a system property: cleanup tools cannot
 * delete it, and its strings keep no class loader alive. It identifies the file by its key, and so under any path.
 */
final class OpenFileProperty implements AutoCloseable {
    private static final String PREFIX = "io.minimost.presence.open.";

    // Static on purpose: they are the state of this copy of the library.
    private static final String THIS_COPY = UUID.randomUUID() + " ";
    private static final Map<String, Integer> HOLDERS = new HashMap<>();

    private final String property;

    private OpenFileProperty(String property) {
        this.property = property;
    }

    /**
     * Registers a file for this copy of the library, and for one path.
     *
     * @param key see {@link FileSnapshot#key()}
     * @throws PresenceStoreException.Unusable if another copy has it open, or this one by another path
     */
    static OpenFileProperty register(String database, @Nullable Object key) {
        String property = PREFIX + (key == null ? database : key);
        String own = THIS_COPY + database;
        synchronized (HOLDERS) {
            Object holder = System.getProperties().putIfAbsent(property, own);
            if (holder != null && !own.equals(holder)) {
                throw refusal(database, String.valueOf(holder));
            }
            HOLDERS.merge(property, 1, Integer::sum);
        }
        return new OpenFileProperty(property);
    }

    @Override
    public void close() {
        synchronized (HOLDERS) {
            int left = HOLDERS.merge(property, -1, Integer::sum);
            if (left == 0) {
                HOLDERS.remove(property);
                System.clearProperty(property);
            }
        }
    }

    private static PresenceStoreException refusal(String database, String holder) {
        String problem = holder.startsWith(THIS_COPY)
                ? "a store of this JVM has the same file open as " + holder.substring(THIS_COPY.length())
                        + "; open it by one path only"
                : ClassLoaderGuard.SECOND_COPY;
        return new PresenceStoreException.Unusable(database, PresenceStoreException.NO_CODE, problem, null);
    }
}
