package io.minimost.presence.presence;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;

class AvailabilityModelOnPostgresTest extends AvailabilityModelContract {
    AvailabilityModelOnPostgresTest() {
        super(StoreFixture.onTwoNodes());
    }

    @Override
    List<PresenceStore> open() {
        return List.of(fixture.store(), fixture.store());
    }
}
