package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;

class EventsInMemoryTest extends EventsContract {
    EventsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
