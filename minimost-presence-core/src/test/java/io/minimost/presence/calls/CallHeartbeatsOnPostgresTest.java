package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallHeartbeatsOnPostgresTest {
    @Nested
    class OnOneNode extends CallHeartbeatsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallHeartbeatsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
