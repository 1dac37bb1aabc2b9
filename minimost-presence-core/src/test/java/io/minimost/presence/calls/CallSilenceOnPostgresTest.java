package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallSilenceOnPostgresTest {
    @Nested
    class OnOneNode extends CallSilenceContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallSilenceContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
