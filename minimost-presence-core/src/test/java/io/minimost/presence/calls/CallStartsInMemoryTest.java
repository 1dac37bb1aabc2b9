package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallStartsInMemoryTest extends CallStartsContract {
    CallStartsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
