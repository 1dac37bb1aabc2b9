package io.minimost.presence.user;

import io.minimost.presence.testing.StoreFixture;

class UserPresenceInMemoryTest extends UserPresenceContract {
    UserPresenceInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
