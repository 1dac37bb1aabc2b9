package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.CallState;
import io.minimost.presence.calls.IncomingCall;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.testing.MachineClock;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of the machine is set, or the process stands still: nobody is gone, and nothing has expired, before its time has
 * really passed. Then it is.
 */
class ClockTest {
    @TempDir
    Path directory;

    private final MachineClock machine = new MachineClock();
    private PresenceStore store = PresenceStore.inMemory();
    private String ringing = "";
    private String active = "";
    private String ended = "";
    private FactPosition position = store.events().latest();

    @BeforeEach
    void open() {
        store.close();
        store = reopen();
        position = store.events().latest();
        ended = call("dm:erin:frank", "erin");
        store.calls().end(ended, "erin");
        pass(Duration.ofSeconds(20));
        active = call("dm:carol:dave", "carol");
        store.calls().accept(active, "dave");
        ringing = call("dm:alice:bob", "alice");
        store.presence().update("alice", PresenceState.ACTIVE);
        store.typing().start("alice", "general");
        pass(Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5S", "PT1M", "PT3H", "P31D", "P3650D", "PT-5S", "PT-1M", "PT-3H", "P-31D", "P-3650D"})
    void clockThatIsSet_endsNothing_andProlongsNothing(Duration step) {
        machine.set(step);
        store.timedSweep();

        assertEverythingIsLive();
        assertEverythingEndsInItsTime();
    }

    /** The requests that come first do not wait for a sweep. */
    @ParameterizedTest
    @ValueSource(strings = {"PT5S", "PT1M", "PT3H", "PT-5S", "PT-1M", "PT-3H"})
    void clockThatIsSet_endsNothing_alsoBeforeTheNextSweep(Duration step) {
        machine.set(step);

        assertEverythingIsLive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5S", "PT1M", "PT3H"})
    void processThatStandsStill_endsNothing_andProlongsNothing(Duration pause) {
        machine.pass(pause);

        assertEverythingIsLive();
        store.timedSweep();
        assertEverythingIsLive();
        assertEverythingEndsInItsTime();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5S", "PT-2H", "P-1D"})
    void userWhoIsGone_isNotBackWhenTheClockIsSetBack(Duration step) {
        store.presence().update("zoe", PresenceState.ACTIVE);
        pass(Duration.ofMinutes(61));
        store.presence().update("alice", PresenceState.ACTIVE);
        assertThat(store.presence().recentStates()).containsOnlyKeys("alice");

        machine.set(step);
        store.timedSweep();
        assertThat(store.presence().recentStates()).containsOnlyKeys("alice");
        machine.set(step.negated());
        store.timedSweep();
        assertThat(store.presence().recentStates()).containsOnlyKeys("alice");
    }

    /** A suspended machine: its other clock stands still. */
    @Test
    void clockThatIsSetTwice_addsUp() {
        machine.set(Duration.ofHours(1));
        store.timedSweep();
        pass(Duration.ofSeconds(1));
        machine.set(Duration.ofMinutes(-61));
        store.timedSweep();

        assertEverythingIsLive();
        assertEverythingEndsInItsTime();
    }

    /** Those who were heard when the store was closed have their time after it was opened. */
    @Test
    void callsOfAStoreThatWasClosedForAWhile_goOn() {
        store.close();
        machine.pass(Duration.ofMinutes(5));
        store = reopen();

        store.timedSweep();
        assertThat(state(active)).isEqualTo(CallState.ACTIVE);
        assertThat(state(ringing)).isEqualTo(CallState.RINGING);
        pass(Duration.ofSeconds(29));
        assertThat(state(ringing)).isEqualTo(CallState.RINGING);
        pass(Duration.ofSeconds(3));
        assertThat(state(ringing)).isEqualTo(CallState.REJECTED);
        pass(Duration.ofSeconds(27));
        assertThat(state(active)).isEqualTo(CallState.ACTIVE);
        pass(Duration.ofSeconds(3));
        assertThat(state(active)).isEqualTo(CallState.ENDED);
    }

    private void assertEverythingIsLive() {
        assertThat(store.typing().typingUsers("general")).containsExactly("alice");
        assertThat(store.presence().recentStates()).containsOnlyKeys("alice");
        assertThat(store.calls().incoming("bob")).extracting(IncomingCall::call).containsExactly(ringing);
        assertThat(state(ringing)).isEqualTo(CallState.RINGING);
        assertThat(state(active)).isEqualTo(CallState.ACTIVE);
        assertThat(store.calls().find(active).orElseThrow().accepted()).hasSize(2);
        assertThat(state(ended)).isEqualTo(CallState.ENDED);
        assertThat(store.events().since(position, FactFilter.everything())).isInstanceOf(Facts.Page.class);
    }

    /** Each may have a few seconds more: times ahead of the clock count as now. */
    private void assertEverythingEndsInItsTime() {
        pass(Duration.ofSeconds(8));
        assertThat(store.typing().typingUsers("general")).isEmpty();
        assertThat(state(ringing)).isEqualTo(CallState.RINGING);
        pass(Duration.ofSeconds(25));
        assertThat(state(ringing)).isEqualTo(CallState.REJECTED);
        assertThat(store.calls().incoming("bob")).isEmpty();
        assertThat(state(active)).isEqualTo(CallState.ACTIVE);
        pass(Duration.ofSeconds(30));
        assertThat(state(active)).isEqualTo(CallState.ENDED);
        pass(Duration.ofMinutes(58));
        assertThat(store.presence().recentStates()).containsOnlyKeys("alice");
        pass(Duration.ofMinutes(2));
        assertThat(store.presence().recentStates()).isEmpty();
        assertThat(store.calls().find(ended)).isPresent();
    }

    private CallState state(String call) {
        return store.calls().find(call).orElseThrow().state();
    }

    private String call(String channel, String caller) {
        return store.calls().initiate(channel, caller).call().orElseThrow().id();
    }

    private PresenceStore reopen() {
        PresenceStore opened = PresenceStore.builder()
                .file(directory.resolve("presence.db"))
                .storeClock(machine::forStore)
                .manualSweeps()
                .open();
        opened.timedSweep();
        return opened;
    }

    /** Time passes as usual, with a sweep in each second. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            machine.pass(Duration.ofSeconds(1));
            store.timedSweep();
        }
    }
}
