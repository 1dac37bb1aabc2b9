package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class KeptAnswersInFileTest extends KeptAnswersContract {
    KeptAnswersInFileTest() {
        super(StoreFixture.inFile());
    }
}
