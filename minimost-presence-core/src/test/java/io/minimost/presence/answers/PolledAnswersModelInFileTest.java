package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class PolledAnswersModelInFileTest extends PolledAnswersModelContract {
    PolledAnswersModelInFileTest() {
        super(StoreFixture.inFile(), 600);
    }
}
