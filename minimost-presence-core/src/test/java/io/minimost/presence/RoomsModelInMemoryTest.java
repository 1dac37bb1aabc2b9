package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class RoomsModelInMemoryTest extends RoomsModelContract {
    RoomsModelInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
