package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class InvisibleOnPostgresTest {
    @Nested
    class OnOneNode extends InvisibleContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends InvisibleContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
