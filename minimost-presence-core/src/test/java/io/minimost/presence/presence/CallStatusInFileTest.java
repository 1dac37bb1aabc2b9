package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class CallStatusInFileTest extends CallStatusContract {
    CallStatusInFileTest() {
        super(StoreFixture.inFile());
    }
}
