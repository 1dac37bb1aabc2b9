package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class SessionsInMemoryTest extends SessionsContract {
    SessionsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
