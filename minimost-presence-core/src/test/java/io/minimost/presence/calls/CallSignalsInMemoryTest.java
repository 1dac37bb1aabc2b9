package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallSignalsInMemoryTest extends CallSignalsContract {
    CallSignalsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
