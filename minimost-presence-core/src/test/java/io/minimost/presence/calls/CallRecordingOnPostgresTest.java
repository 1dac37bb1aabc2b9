package io.minimost.presence.calls;

import io.minimost.presence.testing.DatabaseFixture;
import org.junit.jupiter.api.Nested;

class CallRecordingOnPostgresTest {
    @Nested
    class OnOneNode extends CallRecordingContract {
        OnOneNode() {
            super(DatabaseFixture.onPostgres());
        }
    }
}
