package io.minimost.presence.screenshare;

import io.minimost.presence.testing.DatabaseFixture;
import org.junit.jupiter.api.Nested;

class ShareRecordingOnPostgresTest {
    @Nested
    class OnOneNode extends ShareRecordingContract {
        OnOneNode() {
            super(DatabaseFixture.onPostgres());
        }
    }
}
