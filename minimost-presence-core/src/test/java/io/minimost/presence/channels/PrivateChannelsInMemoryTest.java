package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class PrivateChannelsInMemoryTest extends PrivateChannelsContract {
    PrivateChannelsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
