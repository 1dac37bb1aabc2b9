package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class AsyncOnPostgresTest {
    @Nested
    class OnOneNode extends AsyncContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends AsyncContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
