package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class DeliveriesOnPostgresTest {
    @Nested
    class OnOneNode extends DeliveriesContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends DeliveriesContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
