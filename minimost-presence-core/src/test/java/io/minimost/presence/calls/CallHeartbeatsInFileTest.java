package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallHeartbeatsInFileTest extends CallHeartbeatsContract {
    CallHeartbeatsInFileTest() {
        super(StoreFixture.inFile());
    }
}
