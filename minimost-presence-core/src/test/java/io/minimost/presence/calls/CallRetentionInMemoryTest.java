package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallRetentionInMemoryTest extends CallRetentionContract {
    CallRetentionInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
