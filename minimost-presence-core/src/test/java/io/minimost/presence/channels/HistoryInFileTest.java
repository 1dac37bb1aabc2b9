package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class HistoryInFileTest extends HistoryContract {
    HistoryInFileTest() {
        super(StoreFixture.inFile());
    }
}
