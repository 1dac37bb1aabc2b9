package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallShownScreenInMemoryTest extends CallShownScreenContract {
    CallShownScreenInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
