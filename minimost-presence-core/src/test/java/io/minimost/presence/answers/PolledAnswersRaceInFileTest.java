package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class PolledAnswersRaceInFileTest extends PolledAnswersRaceContract {
    PolledAnswersRaceInFileTest() {
        super(StoreFixture.inFile(), 100);
    }
}
