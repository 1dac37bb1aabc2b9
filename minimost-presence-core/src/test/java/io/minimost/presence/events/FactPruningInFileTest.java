package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;

class FactPruningInFileTest extends FactPruningContract {
    FactPruningInFileTest() {
        super(StoreFixture.inFile());
    }
}
