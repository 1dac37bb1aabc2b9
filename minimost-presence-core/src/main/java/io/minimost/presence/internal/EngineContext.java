package io.minimost.presence.internal;

/** What an engine and its {@link Database} share. */
record EngineContext(EventBus events, StoreCallbacks callbacks, Daos daos, ActivityRecorder activity) {
    static EngineContext of(String store) {
        ActivityRecorder activity = new ActivityRecorder();
        return new EngineContext(new EventBus(store), new StoreCallbacks(activity.sweeps()), new Daos(), activity);
    }
}
