package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class ChannelMembershipInMemoryTest extends ChannelMembershipContract {
    ChannelMembershipInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
