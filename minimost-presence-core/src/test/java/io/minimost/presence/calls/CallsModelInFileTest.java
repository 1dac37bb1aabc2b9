package io.minimost.presence.calls;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.StoreFixture;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two stores on one file. */
class CallsModelInFileTest extends CallsModelContract {
    private PresenceStore second = PresenceStore.inMemory();

    CallsModelInFileTest() {
        super(StoreFixture.inFile());
    }

    @BeforeEach
    void openSecond() {
        second.close();
        second = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open();
    }

    @AfterEach
    void closeSecond() {
        second.close();
    }

    @Override
    PresenceStore anyStore(Random random) {
        return random.nextBoolean() ? fixture.store() : second;
    }
}
