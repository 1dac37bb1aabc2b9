package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class HistoryVisibilityInFileTest extends HistoryVisibilityContract {
    HistoryVisibilityInFileTest() {
        super(StoreFixture.inFile());
    }
}
