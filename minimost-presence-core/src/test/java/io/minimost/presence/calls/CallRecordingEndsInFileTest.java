package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallRecordingEndsInFileTest extends CallRecordingEndsContract {
    CallRecordingEndsInFileTest() {
        super(StoreFixture.inFile());
    }
}
