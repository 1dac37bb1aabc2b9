package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallRecordingEndsOnPostgresTest {
    @Nested
    class OnOneNode extends CallRecordingEndsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallRecordingEndsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
