package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallsInMemoryTest extends CallsContract {
    CallsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
