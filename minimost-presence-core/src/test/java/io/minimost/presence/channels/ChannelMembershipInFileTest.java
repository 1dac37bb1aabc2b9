package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class ChannelMembershipInFileTest extends ChannelMembershipContract {
    ChannelMembershipInFileTest() {
        super(StoreFixture.inFile());
    }
}
