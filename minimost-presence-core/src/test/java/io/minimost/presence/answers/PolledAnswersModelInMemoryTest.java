package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class PolledAnswersModelInMemoryTest extends PolledAnswersModelContract {
    PolledAnswersModelInMemoryTest() {
        super(StoreFixture.inMemory(), 600);
    }
}
