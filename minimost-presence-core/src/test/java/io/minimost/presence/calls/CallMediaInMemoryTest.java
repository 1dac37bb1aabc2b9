package io.minimost.presence.calls;

import io.minimost.presence.testing.DatabaseFixture;

class CallMediaInMemoryTest extends CallMediaContract {
    CallMediaInMemoryTest() {
        super(DatabaseFixture.inMemory());
    }
}
