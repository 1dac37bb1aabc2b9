package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallSharingInMemoryTest extends CallSharingContract {
    CallSharingInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
