package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class ReadPointsOnPostgresTest {
    @Nested
    class OnOneNode extends ReadPointsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ReadPointsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
