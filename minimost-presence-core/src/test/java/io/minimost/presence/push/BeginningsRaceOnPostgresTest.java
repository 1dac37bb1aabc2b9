package io.minimost.presence.push;

import io.minimost.presence.testing.StoreFixture;

class BeginningsRaceOnPostgresTest extends BeginningsRaceContract {
    BeginningsRaceOnPostgresTest() {
        super(StoreFixture.onPostgres(), 20);
    }
}
