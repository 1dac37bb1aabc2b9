package io.minimost.presence.push;

import io.minimost.presence.testing.StoreFixture;

class RightsRaceInMemoryTest extends RightsRaceContract {
    RightsRaceInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
