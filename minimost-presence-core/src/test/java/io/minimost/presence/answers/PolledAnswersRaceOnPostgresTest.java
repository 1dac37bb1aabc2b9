package io.minimost.presence.answers;

import io.minimost.presence.testing.StoreFixture;

class PolledAnswersRaceOnPostgresTest extends PolledAnswersRaceContract {
    PolledAnswersRaceOnPostgresTest() {
        super(StoreFixture.onPostgres(), 25);
    }
}
