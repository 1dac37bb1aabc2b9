package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class SweepBacklogOnPostgresTest extends SweepBacklogContract {
    SweepBacklogOnPostgresTest() {
        super(StoreFixture.onPostgres());
    }
}
