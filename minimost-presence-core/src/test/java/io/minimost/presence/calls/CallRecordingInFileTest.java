package io.minimost.presence.calls;

import io.minimost.presence.testing.DatabaseFixture;

class CallRecordingInFileTest extends CallRecordingContract {
    CallRecordingInFileTest() {
        super(DatabaseFixture.inFile());
    }
}
