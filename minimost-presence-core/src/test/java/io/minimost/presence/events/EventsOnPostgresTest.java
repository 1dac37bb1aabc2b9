package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

/** Only one node: these are about the listeners of one store. */
class EventsOnPostgresTest {
    @Nested
    class OnOneNode extends EventsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }
}
