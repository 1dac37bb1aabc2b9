package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;

class FactLogInMemoryTest extends FactLogContract {
    FactLogInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
