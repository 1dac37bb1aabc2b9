package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class InputInFileTest extends InputContract {
    InputInFileTest() {
        super(StoreFixture.inFile());
    }
}
