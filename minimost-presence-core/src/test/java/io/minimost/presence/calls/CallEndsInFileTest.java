package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallEndsInFileTest extends CallEndsContract {
    CallEndsInFileTest() {
        super(StoreFixture.inFile());
    }
}
