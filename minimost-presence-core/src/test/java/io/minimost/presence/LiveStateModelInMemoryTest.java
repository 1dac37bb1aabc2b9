package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class LiveStateModelInMemoryTest extends LiveStateModelContract {
    LiveStateModelInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
