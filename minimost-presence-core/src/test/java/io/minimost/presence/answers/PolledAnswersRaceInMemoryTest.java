package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class PolledAnswersRaceInMemoryTest extends PolledAnswersRaceContract {
    PolledAnswersRaceInMemoryTest() {
        super(StoreFixture.inMemory(), 100);
    }
}
