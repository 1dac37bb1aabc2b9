package io.minimost.presence.test;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;

/** In memory. */
final class MemoryPlace implements StorePlace {
    @Override
    public PresenceStoreBuilder builder() {
        return PresenceStore.builder().inMemory();
    }
}
