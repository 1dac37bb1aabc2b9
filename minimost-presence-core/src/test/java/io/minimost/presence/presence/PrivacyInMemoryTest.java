package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class PrivacyInMemoryTest extends PrivacyContract {
    PrivacyInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
