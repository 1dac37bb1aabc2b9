package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Override
    void assertNoOrphans() {
        assertThat(fixture.plain().sql("SELECT * FROM call_signals")).isEmpty();
        assertThat(fixture.plain().sql("SELECT * FROM call_media")).isEmpty();
        assertThat(fixture.plain().sql("SELECT * FROM calls WHERE state IN ('ringing', 'active')"))
                .isEmpty();
        assertThat(fixture.plain()
                        .sql("SELECT * FROM call_participants WHERE state IN ('pending', 'accepted') OR sharing"))
                .isEmpty();
        assertThat(fixture.plain()
                        .sql("SELECT * FROM call_participants WHERE call_id NOT IN (SELECT call_id FROM calls)"))
                .isEmpty();
        assertThat(fixture.plain().sql("SELECT * FROM mp_call_ends WHERE call_id NOT IN (SELECT call_id FROM calls)"))
                .isEmpty();
    }
}
