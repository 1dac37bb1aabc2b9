package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallTimesOnPostgresTest {
    @Nested
    class OnOneNode extends CallTimesContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallTimesContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
