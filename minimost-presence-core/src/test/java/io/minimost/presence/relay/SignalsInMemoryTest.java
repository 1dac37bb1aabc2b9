package io.minimost.presence.relay;

import io.minimost.presence.testing.DatabaseFixture;

class SignalsInMemoryTest extends SignalsContract {
    SignalsInMemoryTest() {
        super(DatabaseFixture.inMemory());
    }
}
