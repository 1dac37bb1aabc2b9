package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallCleanupInMemoryTest extends CallCleanupContract {
    CallCleanupInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
