package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallEndsInMemoryTest extends CallEndsContract {
    CallEndsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
