package io.minimost.presence.calls;

import io.minimost.presence.testing.DatabaseFixture;
import org.junit.jupiter.api.Nested;

class CallMediaOnPostgresTest {
    @Nested
    class OnOneNode extends CallMediaContract {
        OnOneNode() {
            super(DatabaseFixture.onPostgres());
        }
    }
}
