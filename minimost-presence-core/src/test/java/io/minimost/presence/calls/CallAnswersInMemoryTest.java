package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallAnswersInMemoryTest extends CallAnswersContract {
    CallAnswersInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
