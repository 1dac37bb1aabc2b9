package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class InputInMemoryTest extends InputContract {
    InputInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
