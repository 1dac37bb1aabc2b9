package io.minimost.presence.push;

import io.minimost.presence.testing.StoreFixture;

class RightsRaceInFileTest extends RightsRaceContract {
    RightsRaceInFileTest() {
        super(StoreFixture.inFile());
    }
}
