package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class ManyChannelsOnPostgresTest {
    @Nested
    class OnOneNode extends ManyChannelsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ManyChannelsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
