package io.minimost.presence.receipts;

import io.minimost.presence.testing.StoreFixture;

class DeliveriesInFileTest extends DeliveriesContract {
    DeliveriesInFileTest() {
        super(StoreFixture.inFile());
    }
}
