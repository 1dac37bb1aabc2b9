package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallClockInMemoryTest extends CallClockContract {
    CallClockInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
