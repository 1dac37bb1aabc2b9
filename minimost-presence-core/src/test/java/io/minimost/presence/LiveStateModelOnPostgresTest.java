package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class LiveStateModelOnPostgresTest {
    @Nested
    class OnOneNode extends LiveStateModelContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends LiveStateModelContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }

        /** Each node tells its own listeners who is no longer listed, and the clock of a database is not set back by hours. */
        @Override
        boolean mayBeSetBack() {
            return false;
        }
    }
}
