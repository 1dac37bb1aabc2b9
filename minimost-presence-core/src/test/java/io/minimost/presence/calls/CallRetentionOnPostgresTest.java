package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallRetentionOnPostgresTest {
    @Nested
    class OnOneNode extends CallRetentionContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallRetentionContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
