package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class CapabilitiesModelInFileTest extends CapabilitiesModelContract {
    CapabilitiesModelInFileTest() {
        super(StoreFixture.inFile());
    }
}
