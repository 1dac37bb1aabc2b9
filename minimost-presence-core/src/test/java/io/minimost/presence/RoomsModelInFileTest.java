package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class RoomsModelInFileTest extends RoomsModelContract {
    RoomsModelInFileTest() {
        super(StoreFixture.inFile());
    }
}
