package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class EmptyChannelsOnPostgresTest {
    @Nested
    class OnOneNode extends EmptyChannelsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends EmptyChannelsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
