package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;

class FactListenersInMemoryTest extends FactListenersContract {
    FactListenersInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
