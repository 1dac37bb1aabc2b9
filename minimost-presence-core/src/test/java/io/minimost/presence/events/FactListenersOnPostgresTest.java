package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

/** Only one node: these are about the listeners of one store. */
class FactListenersOnPostgresTest {
    @Nested
    class OnOneNode extends FactListenersContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }
}
