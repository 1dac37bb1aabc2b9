package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallSignalsInFileTest extends CallSignalsContract {
    CallSignalsInFileTest() {
        super(StoreFixture.inFile());
    }
}
