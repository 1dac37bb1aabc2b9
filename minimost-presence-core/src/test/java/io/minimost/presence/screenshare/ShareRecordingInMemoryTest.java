package io.minimost.presence.screenshare;

import io.minimost.presence.testing.DatabaseFixture;

class ShareRecordingInMemoryTest extends ShareRecordingContract {
    ShareRecordingInMemoryTest() {
        super(DatabaseFixture.inMemory());
    }
}
