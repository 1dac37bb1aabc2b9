package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class FactPruningOnPostgresTest {
    @Nested
    class OnOneNode extends FactPruningContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends FactPruningContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
