package io.minimost.presence.push;

import io.minimost.presence.testing.StoreFixture;

class BeginningsRaceInMemoryTest extends BeginningsRaceContract {
    BeginningsRaceInMemoryTest() {
        super(StoreFixture.inMemory(), 60);
    }
}
