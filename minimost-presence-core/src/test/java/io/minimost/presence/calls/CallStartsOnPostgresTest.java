package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallStartsOnPostgresTest {
    @Nested
    class OnOneNode extends CallStartsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallStartsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
