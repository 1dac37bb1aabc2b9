package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class UserPresenceInMemoryTest extends UserPresenceContract {
    UserPresenceInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
