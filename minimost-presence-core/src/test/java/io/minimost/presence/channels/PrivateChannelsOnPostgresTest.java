package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class PrivateChannelsOnPostgresTest {
    @Nested
    class OnOneNode extends PrivateChannelsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends PrivateChannelsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
