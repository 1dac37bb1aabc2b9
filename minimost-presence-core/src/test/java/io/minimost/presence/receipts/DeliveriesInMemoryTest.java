package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;

class DeliveriesInMemoryTest extends DeliveriesContract {
    DeliveriesInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
