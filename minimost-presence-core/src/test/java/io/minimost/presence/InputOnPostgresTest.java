package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class InputOnPostgresTest {
    @Nested
    class OnOneNode extends InputContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends InputContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
