package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallTimesInMemoryTest extends CallTimesContract {
    CallTimesInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
