package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class CallMembershipOnPostgresTest {
    @Nested
    class OnOneNode extends CallMembershipContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends CallMembershipContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
