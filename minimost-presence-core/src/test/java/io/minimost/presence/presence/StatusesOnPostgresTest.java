package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class StatusesOnPostgresTest {
    @Nested
    class OnOneNode extends StatusesContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends StatusesContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
