package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;

class ReadReceiptsInMemoryTest extends ReadReceiptsContract {
    ReadReceiptsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
