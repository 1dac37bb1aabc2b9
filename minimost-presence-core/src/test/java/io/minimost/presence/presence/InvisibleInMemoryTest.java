package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class InvisibleInMemoryTest extends InvisibleContract {
    InvisibleInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
