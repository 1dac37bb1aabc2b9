package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class CapabilitiesModelInMemoryTest extends CapabilitiesModelContract {
    CapabilitiesModelInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
