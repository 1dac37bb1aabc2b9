package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallDeletionOnPostgresTest {
    @Nested
    class OnOneNode extends CallDeletionContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallDeletionContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
