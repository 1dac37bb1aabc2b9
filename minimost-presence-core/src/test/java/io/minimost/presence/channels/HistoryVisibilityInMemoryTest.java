package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class HistoryVisibilityInMemoryTest extends HistoryVisibilityContract {
    HistoryVisibilityInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
