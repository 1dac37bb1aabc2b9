package io.minimost.presence.screenshare;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class ScreenSharesOnPostgresTest {
    @Nested
    class OnOneNode extends ScreenSharesContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ScreenSharesContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
