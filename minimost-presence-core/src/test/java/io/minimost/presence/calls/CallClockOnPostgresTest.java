package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallClockOnPostgresTest {
    @Nested
    class OnOneNode extends CallClockContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallClockContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
