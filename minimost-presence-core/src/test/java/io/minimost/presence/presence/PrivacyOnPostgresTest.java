package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class PrivacyOnPostgresTest {
    @Nested
    class OnOneNode extends PrivacyContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends PrivacyContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
