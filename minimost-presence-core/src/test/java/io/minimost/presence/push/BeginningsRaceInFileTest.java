package io.minimost.presence.push;

import io.minimost.presence.testing.StoreFixture;

class BeginningsRaceInFileTest extends BeginningsRaceContract {
    BeginningsRaceInFileTest() {
        super(StoreFixture.inFile(), 60);
    }
}
