package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallAnswersOnPostgresTest {
    @Nested
    class OnOneNode extends CallAnswersContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallAnswersContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
