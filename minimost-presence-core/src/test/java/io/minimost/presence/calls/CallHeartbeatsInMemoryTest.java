package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallHeartbeatsInMemoryTest extends CallHeartbeatsContract {
    CallHeartbeatsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
