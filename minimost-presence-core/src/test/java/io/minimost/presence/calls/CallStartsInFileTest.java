package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallStartsInFileTest extends CallStartsContract {
    CallStartsInFileTest() {
        super(StoreFixture.inFile());
    }
}
