package io.minimost.presence.screenshare;

import io.minimost.presence.testing.StoreFixture;

class ShareRetentionInMemoryTest extends ShareRetentionContract {
    ShareRetentionInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
