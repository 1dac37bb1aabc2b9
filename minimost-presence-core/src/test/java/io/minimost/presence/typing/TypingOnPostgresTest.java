package io.minimost.presence.typing;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class TypingOnPostgresTest {
    @Nested
    class OnOneNode extends TypingContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends TypingContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
