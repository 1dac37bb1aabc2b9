package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallSilenceInFileTest extends CallSilenceContract {
    CallSilenceInFileTest() {
        super(StoreFixture.inFile());
    }
}
