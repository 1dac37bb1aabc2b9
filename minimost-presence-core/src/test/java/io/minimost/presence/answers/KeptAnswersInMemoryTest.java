package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class KeptAnswersInMemoryTest extends KeptAnswersContract {
    KeptAnswersInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
