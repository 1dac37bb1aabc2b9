package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallAnswersInFileTest extends CallAnswersContract {
    CallAnswersInFileTest() {
        super(StoreFixture.inFile());
    }
}
