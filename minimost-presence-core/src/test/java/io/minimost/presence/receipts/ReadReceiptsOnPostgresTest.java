package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class ReadReceiptsOnPostgresTest {
    @Nested
    class OnOneNode extends ReadReceiptsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ReadReceiptsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
