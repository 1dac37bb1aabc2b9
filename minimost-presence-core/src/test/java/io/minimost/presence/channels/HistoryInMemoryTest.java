package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class HistoryInMemoryTest extends HistoryContract {
    HistoryInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
