package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallEndsOnPostgresTest {
    @Nested
    class OnOneNode extends CallEndsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallEndsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
