package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.MachineClock;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the machine is set, or the process stands still: a lease is time in which a client could be heard. */
class SessionClockTest {
    private static final String DESK = "desk-0001";

    private final MachineClock machine = new MachineClock();
    private PresenceStore store = PresenceStore.inMemory();

    @BeforeEach
    void open() {
        store.close();
        store = PresenceStore.builder()
                .inMemory()
                .storeClock(machine::forStore)
                .manualSweeps()
                .open();
        store.timedSweep();
        pass(1);
        store.presence().sessions().report("ann", DESK, PresenceState.ACTIVE);
        pass(10);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2M", "PT30M", "PT-30S", "PT-2M", "PT-30M", "PT-2H"})
    void clockThatIsSet_endsNoSession_andKeepsNone(Duration step) {
        machine.set(step);
        pass(60);
        assertThat(state()).isEqualTo(PresenceState.ACTIVE);
        assertThat(store.presence().sessions().sessionsOf("ann")).hasSize(1);

        pass(100);
        assertThat(state()).isEqualTo(PresenceState.OFFLINE);
    }

    @Test
    void processThatStandsStill_endsNoSession_andKeepsNone() {
        machine.pass(Duration.ofMinutes(10));
        pass(60);
        assertThat(state()).isEqualTo(PresenceState.ACTIVE);

        pass(25);
        assertThat(state()).isEqualTo(PresenceState.OFFLINE);
    }

    /** Otherwise a user would be gone until the next heartbeat of a client that does not know of the clock. */
    @Test
    void heartbeatAfterTheClockWasSetBack_renews() {
        machine.set(Duration.ofMinutes(-30));
        store.timedSweep();
        for (int i = 0; i < 10; i++) {
            pass(30);
            assertThat(store.presence().sessions().renew("ann", DESK)).isTrue();
        }
        assertThat(state()).isEqualTo(PresenceState.ACTIVE);
    }

    private PresenceState state() {
        return store.presence().statesOf(List.of("ann")).getOrDefault("ann", PresenceState.HIDDEN);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            machine.pass(Duration.ofSeconds(1));
            store.timedSweep();
        }
    }
}
