package io.minimost.presence.signaling;

import io.minimost.presence.testing.DatabaseFixture;
import org.junit.jupiter.api.Nested;

class SignalsOnPostgresTest {
    @Nested
    class OnOneNode extends SignalsContract {
        OnOneNode() {
            super(DatabaseFixture.onPostgres());
        }
    }
}
