package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallShownScreenOnPostgresTest {
    @Nested
    class OnOneNode extends CallShownScreenContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallShownScreenContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
