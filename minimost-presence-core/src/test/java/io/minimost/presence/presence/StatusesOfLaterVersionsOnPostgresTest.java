package io.minimost.presence.presence;

import io.minimost.presence.testing.StoreFixture;

class StatusesOfLaterVersionsOnPostgresTest extends StatusesOfLaterVersionsContract {
    StatusesOfLaterVersionsOnPostgresTest() {
        super(StoreFixture.onPostgres());
    }
}
