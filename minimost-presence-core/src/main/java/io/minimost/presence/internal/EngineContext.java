package io.minimost.presence.internal;

/** What an engine and its {@link Database} share. */
record EngineContext(EventBus events, StoreCallbacks callbacks, Daos daos) {
    static EngineContext of(String store) {
        return new EngineContext(new EventBus(store), new StoreCallbacks(), new Daos());
    }
}
