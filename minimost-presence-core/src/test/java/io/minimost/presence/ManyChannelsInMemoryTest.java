package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class ManyChannelsInMemoryTest extends ManyChannelsContract {
    ManyChannelsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
