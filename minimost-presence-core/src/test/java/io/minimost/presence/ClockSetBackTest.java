package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.MachineClock;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the machine is set back, and what happens then is by the clock that shows less. */
class ClockSetBackTest {
    private final MachineClock machine = new MachineClock();
    private PresenceStore store = PresenceStore.inMemory();
    private String call = "";

    @BeforeEach
    void open() {
        store.close();
        store = PresenceStore.builder()
                .inMemory()
                .storeClock(machine::forStore)
                .manualSweeps()
                .open();
        store.timedSweep();
        pass(Duration.ofSeconds(2));
        ChannelId team = store.channels()
                .create("Team", "alice", List.of("bob", "carol"))
                .id();
        call = store.calls().initiate(team, "alice").call().orElseThrow().id();
        store.calls().accept(call, "bob");
        store.calls().accept(call, "carol");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5S", "PT-50S", "PT-1M", "PT-1H"})
    void userWhoWasLostBefore_joinsAgain(Duration step) {
        loseBob();

        machine.set(step);
        store.timedSweep();
        heartbeats("alice", "carol");
        assertThat(store.calls().heartbeat(call, "bob")).isTrue();

        assertThat(accepted()).containsExactly("alice", "bob", "carol");
    }

    /** By the clock they were heard just now, or will be heard. */
    @ParameterizedTest
    @ValueSource(strings = {"PT-45S", "PT-50S", "PT-55S", "PT-61S", "PT-5M"})
    void userWhoIsLostAfterwards_joinsAgain(Duration step) {
        pass(Duration.ofSeconds(50), "alice", "carol");
        machine.set(step);
        store.timedSweep();
        pass(Duration.ofSeconds(65), "alice", "carol");
        assertThat(accepted()).containsExactly("alice", "carol");

        assertThat(store.calls().heartbeat(call, "bob")).isTrue();

        assertThat(accepted()).containsExactly("alice", "bob", "carol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5S", "PT-1M", "PT-1H"})
    void userWhoLeftBefore_staysOut(Duration step) {
        pass(Duration.ofSeconds(50), "alice", "carol");
        store.calls().end(call, "bob");
        machine.set(step);
        store.timedSweep();

        assertThat(store.calls().heartbeat(call, "bob")).isFalse();
        assertThat(accepted()).containsExactly("alice", "carol");
    }

    /** A store that was opened while the clock was ahead takes them for users who were not seen for days. */
    @Test
    void usersWhoSeemedToBeLongGone_areListed(@TempDir Path directory) {
        PresenceStoreBuilder file = PresenceStore.builder()
                .file(directory.resolve("presence.db"))
                .storeClock(machine::forStore)
                .manualSweeps();
        try (PresenceStore before = file.open()) {
            before.presence().update("zoe", PresenceState.ACTIVE);
        }
        machine.set(Duration.ofDays(2));
        try (PresenceStore ahead = file.open()) {
            ahead.timedSweep();
            assertThat(ahead.presence().recentStates()).isEmpty();

            machine.set(Duration.ofDays(-2));
            ahead.timedSweep();
            assertThat(ahead.presence().recentStates()).containsOnlyKeys("zoe");
        }
    }

    /** Whether they report before or after the store has dealt with the step. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void userWhoReportsAfterwards_isListedForTheWholeWindowAndNoLonger(boolean isSweptFirst) {
        List<PresenceChanged> changes = new ArrayList<>();
        store.events().on(PresenceChanged.class, changes::add);
        store.presence().update("zoe", PresenceState.ACTIVE);
        pass(Duration.ofMinutes(1));
        machine.set(Duration.ofMinutes(-30));
        if (isSweptFirst) {
            store.timedSweep();
        }
        store.presence().update("alice", PresenceState.ACTIVE);

        pass(Duration.ofMinutes(59));
        assertThat(changes).extracting(PresenceChanged::user).containsExactly("zoe", "alice");
        pass(Duration.ofMinutes(2));

        assertThat(store.presence().recentStates()).isEmpty();
        assertThat(changes).extracting(PresenceChanged::user).containsExactlyInAnyOrder("zoe", "alice", "zoe", "alice");
    }

    @Test
    void listedUser_whoReportsAgainBeforeTheStoreDealtWithIt_didNotChange() {
        store.presence().update("alice", PresenceState.ACTIVE);
        store.typing().start("alice", "general");
        List<PresenceEvent> events = new ArrayList<>();
        store.events().on(PresenceEvent.class, events::add);
        machine.set(Duration.ofMinutes(-5));

        store.presence().update("alice", PresenceState.ACTIVE);
        store.typing().start("alice", "general");
        store.timedSweep();

        assertThat(events).isEmpty();
    }

    private void loseBob() {
        pass(Duration.ofSeconds(63), "alice", "carol");
        assertThat(accepted()).containsExactly("alice", "carol");
    }

    private List<String> accepted() {
        return store.calls().find(call).orElseThrow().accepted();
    }

    private void heartbeats(String... users) {
        for (String user : users) {
            assertThat(store.calls().heartbeat(call, user)).isTrue();
        }
    }

    /** Time passes as usual, with a sweep and a heartbeat of {@code users} in each second. */
    private void pass(Duration time, String... users) {
        for (long second = 0; second < time.toSeconds(); second++) {
            machine.pass(Duration.ofSeconds(1));
            heartbeats(users);
            store.timedSweep();
        }
    }
}
