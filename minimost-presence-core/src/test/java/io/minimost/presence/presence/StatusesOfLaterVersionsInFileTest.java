package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class StatusesOfLaterVersionsInFileTest extends StatusesOfLaterVersionsContract {
    StatusesOfLaterVersionsInFileTest() {
        super(StoreFixture.inFile());
    }
}
