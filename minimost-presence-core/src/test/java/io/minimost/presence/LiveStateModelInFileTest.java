package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class LiveStateModelInFileTest extends LiveStateModelContract {
    LiveStateModelInFileTest() {
        super(StoreFixture.inFile());
    }
}
