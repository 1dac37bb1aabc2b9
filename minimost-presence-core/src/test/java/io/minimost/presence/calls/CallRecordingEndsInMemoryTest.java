package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallRecordingEndsInMemoryTest extends CallRecordingEndsContract {
    CallRecordingEndsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
