package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallClockInFileTest extends CallClockContract {
    CallClockInFileTest() {
        super(StoreFixture.inFile());
    }
}
