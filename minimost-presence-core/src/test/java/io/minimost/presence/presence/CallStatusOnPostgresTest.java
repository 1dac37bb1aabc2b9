package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallStatusOnPostgresTest {
    @Nested
    class OnOneNode extends CallStatusContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallStatusContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
