package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class PolledAnswersModelOnPostgresTest extends PolledAnswersModelContract {
    PolledAnswersModelOnPostgresTest() {
        super(StoreFixture.onPostgres(), 150);
    }
}
