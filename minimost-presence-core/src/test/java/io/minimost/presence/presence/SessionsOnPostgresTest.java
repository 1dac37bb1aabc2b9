package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class SessionsOnPostgresTest {
    @Nested
    class OnOneNode extends SessionsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends SessionsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
