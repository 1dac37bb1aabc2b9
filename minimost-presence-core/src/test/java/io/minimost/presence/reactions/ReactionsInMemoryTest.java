package io.minimost.presence.reactions;

import io.minimost.presence.testing.StoreFixture;

class ReactionsInMemoryTest extends ReactionsContract {
    ReactionsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
