package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class CallStatusInMemoryTest extends CallStatusContract {
    CallStatusInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
