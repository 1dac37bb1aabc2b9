package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class FactLogOnPostgresTest {
    @Nested
    class OnOneNode extends FactLogContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends FactLogContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
