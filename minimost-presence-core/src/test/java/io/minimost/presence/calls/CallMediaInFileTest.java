package io.minimost.presence.calls;

import io.minimost.presence.testing.DatabaseFixture;

class CallMediaInFileTest extends CallMediaContract {
    CallMediaInFileTest() {
        super(DatabaseFixture.inFile());
    }
}
