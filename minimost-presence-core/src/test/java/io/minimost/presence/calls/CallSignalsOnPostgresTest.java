package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallSignalsOnPostgresTest {
    @Nested
    class OnOneNode extends CallSignalsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallSignalsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
