package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallDeletionInMemoryTest extends CallDeletionContract {
    CallDeletionInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
