package io.minimost.presence;

import io.minimost.presence.internal.Database;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers the databases that were opened, until they are closed. Keeps none of them alive. Thread-safe. */
final class OpenStores {
    private static final Queue<Entry> OPENED = new ConcurrentLinkedQueue<>();

    private OpenStores() {}

    private record Entry(WeakReference<Database> database, OpenStore store) {
        boolean isOver() {
            Database known = database.get();
            return known == null || known.isClosed();
        }
    }

    /** The store in {@code database}, which is closed if that fails. */
    static PresenceStore open(PresenceStoreBuilder builder, Database database) {
        try {
            PresenceStore store = new PresenceStore(builder, database);
            add(database);
            return store;
        } catch (Throwable failure) {
            try (database) {
                throw failure;
            }
        }
    }

    private static void add(Database database) {
        OPENED.removeIf(Entry::isOver);
        OPENED.add(new Entry(
                new WeakReference<>(database),
                new OpenStore(
                        database.name(),
                        new Throwable("opened " + database.name()),
                        Thread.currentThread().getName())));
    }

    static List<OpenStore> all() {
        OPENED.removeIf(Entry::isOver);
        return OPENED.stream().map(Entry::store).toList();
    }
}
