package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallSilenceInMemoryTest extends CallSilenceContract {
    CallSilenceInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
