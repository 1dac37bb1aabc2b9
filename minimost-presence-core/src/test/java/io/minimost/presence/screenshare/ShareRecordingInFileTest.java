package io.minimost.presence.screenshare;

import io.minimost.presence.testing.DatabaseFixture;

class ShareRecordingInFileTest extends ShareRecordingContract {
    ShareRecordingInFileTest() {
        super(DatabaseFixture.inFile());
    }
}
