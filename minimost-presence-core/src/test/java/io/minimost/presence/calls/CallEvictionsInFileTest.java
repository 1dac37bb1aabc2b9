package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallEvictionsInFileTest extends CallEvictionsContract {
    CallEvictionsInFileTest() {
        super(StoreFixture.inFile());
    }
}
