package io.minimost.presence.internal;

import java.util.List;

/** What an engine and its {@link Database} share. */
record EngineContext(
        EventBus events,
        StoreCallbacks callbacks,
        Daos daos,
        ActivityRecorder activity,
        ChangeCounts changes,
        FreshLook look) {
    static EngineContext of(String store) {
        ActivityRecorder activity = new ActivityRecorder();
        return new EngineContext(
                new EventBus(store),
                new StoreCallbacks(activity.sweeps()),
                new Daos(),
                activity,
                new ChangeCounts(),
                new FreshLook(System::nanoTime));
    }

    /** Counts what {@code operations} may have changed, which are committed. */
    void count(List<? extends WriteOperation<?>> operations) {
        for (WriteOperation<?> operation : operations) {
            changes.changed(operation.changes());
        }
    }
}
