package io.minimost.presence.calls;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.StoreFixture;
import java.util.Random;
import org.junit.jupiter.api.Nested;

class CallsModelOnPostgresTest {
    abstract static class OnPostgres extends CallsModelContract {
        OnPostgres(StoreFixture fixture) {
            super(fixture);
        }

        @Override
        PresenceStore anyStore(Random random) {
            return fixture.store();
        }

        /** Fewer, because each reads hundreds of values over a connection. */
        @Override
        int steps() {
            return 150;
        }

        @Override
        void resetLiveState(PresenceStore store) {
            fixture.resetLiveState();
        }
    }

    @Nested
    class OnOneNode extends OnPostgres {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends OnPostgres {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
