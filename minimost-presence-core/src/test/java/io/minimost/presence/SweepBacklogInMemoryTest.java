package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class SweepBacklogInMemoryTest extends SweepBacklogContract {
    SweepBacklogInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
