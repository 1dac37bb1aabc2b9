package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallSharingOnPostgresTest {
    @Nested
    class OnOneNode extends CallSharingContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallSharingContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
