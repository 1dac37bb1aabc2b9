package io.minimost.presence.screenshare;

import io.minimost.presence.testing.StoreFixture;

class ScreenSharesInMemoryTest extends ScreenSharesContract {
    ScreenSharesInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
