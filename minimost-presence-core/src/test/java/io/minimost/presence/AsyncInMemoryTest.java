package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class AsyncInMemoryTest extends AsyncContract {
    AsyncInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
