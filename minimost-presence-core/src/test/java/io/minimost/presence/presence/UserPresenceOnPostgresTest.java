package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class UserPresenceOnPostgresTest {
    @Nested
    class OnOneNode extends UserPresenceContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends UserPresenceContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
