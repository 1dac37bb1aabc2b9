package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;

class FactPruningInMemoryTest extends FactPruningContract {
    FactPruningInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
