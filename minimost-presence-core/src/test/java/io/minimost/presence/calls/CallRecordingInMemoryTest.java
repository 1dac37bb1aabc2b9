package io.minimost.presence.calls;

import io.minimost.presence.testing.DatabaseFixture;

class CallRecordingInMemoryTest extends CallRecordingContract {
    CallRecordingInMemoryTest() {
        super(DatabaseFixture.inMemory());
    }
}
