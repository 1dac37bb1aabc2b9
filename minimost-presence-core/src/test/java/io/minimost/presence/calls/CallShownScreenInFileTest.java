package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallShownScreenInFileTest extends CallShownScreenContract {
    CallShownScreenInFileTest() {
        super(StoreFixture.inFile());
    }
}
