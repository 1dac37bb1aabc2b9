package io.minimost.presence.screenshare;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class ShareRetentionOnPostgresTest {
    @Nested
    class OnOneNode extends ShareRetentionContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ShareRetentionContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
