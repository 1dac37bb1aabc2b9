package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;

class FactListenersInFileTest extends FactListenersContract {
    FactListenersInFileTest() {
        super(StoreFixture.inFile());
    }
}
