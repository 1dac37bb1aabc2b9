package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class StatusesInMemoryTest extends StatusesContract {
    StatusesInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
