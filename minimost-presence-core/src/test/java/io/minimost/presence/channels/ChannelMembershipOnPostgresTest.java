package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class ChannelMembershipOnPostgresTest {
    @Nested
    class OnOneNode extends ChannelMembershipContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ChannelMembershipContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
