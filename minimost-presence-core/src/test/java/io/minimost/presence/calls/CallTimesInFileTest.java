package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallTimesInFileTest extends CallTimesContract {
    CallTimesInFileTest() {
        super(StoreFixture.inFile());
    }
}
