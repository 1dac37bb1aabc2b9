package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class EmptyChannelsInMemoryTest extends EmptyChannelsContract {
    EmptyChannelsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
