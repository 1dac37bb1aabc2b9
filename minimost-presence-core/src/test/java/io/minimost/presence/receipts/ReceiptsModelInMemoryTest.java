package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;

class ReceiptsModelInMemoryTest extends ReceiptsModelContract {
    ReceiptsModelInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
