package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CapabilitiesModelOnPostgresTest {
    @Nested
    class OnOneNode extends CapabilitiesModelContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CapabilitiesModelContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
