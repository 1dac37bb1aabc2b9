package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class HistoryVisibilityOnPostgresTest {
    @Nested
    class OnOneNode extends HistoryVisibilityContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends HistoryVisibilityContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
