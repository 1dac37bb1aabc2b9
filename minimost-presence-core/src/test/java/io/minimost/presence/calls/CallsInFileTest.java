package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallsInFileTest extends CallsContract {
    CallsInFileTest() {
        super(StoreFixture.inFile());
    }
}
