package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class ReceiptsModelOnPostgresTest {
    @Nested
    class OnOneNode extends ReceiptsModelContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ReceiptsModelContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
