package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallEvictionsInMemoryTest extends CallEvictionsContract {
    CallEvictionsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
