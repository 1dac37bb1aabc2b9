package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;

class ReadPointsInMemoryTest extends ReadPointsContract {
    ReadPointsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
