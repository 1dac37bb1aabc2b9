package io.minimost.presence.signaling;

import io.minimost.presence.testing.DatabaseFixture;

class SignalsInMemoryTest extends SignalsContract {
    SignalsInMemoryTest() {
        super(DatabaseFixture.inMemory());
    }
}
