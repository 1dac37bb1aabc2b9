package io.minimost.presence.presence;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class AvailabilityModelInFileTest extends AvailabilityModelContract {
    private @Nullable PresenceStore other;

    AvailabilityModelInFileTest() {
        super(StoreFixture.inFile());
    }

    @Override
    List<PresenceStore> open() {
        PresenceStore opened = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open();
        other = opened;
        return List.of(fixture.store(), opened);
    }

    @AfterEach
    void close() {
        if (other != null) {
            other.close();
        }
    }
}
