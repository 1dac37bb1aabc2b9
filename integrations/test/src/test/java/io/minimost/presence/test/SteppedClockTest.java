package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PresenceStoreExtension.class)
class SteppedClockTest {
    private static final Instant START = PresenceStoreExtension.DEFAULT_START;

    private final PresenceStore store;
    private final SteppedClock clock;
    private final RecordedEvents events;

    SteppedClockTest(PresenceStore store, SteppedClock clock, RecordedEvents events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    @Test
    void time_standsStill_untilATestMovesIt() {
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.nanoTime()).isZero();

        clock.advance(Duration.ofMillis(1500));

        assertThat(clock.instant()).isEqualTo(START.plusMillis(1500));
        assertThat(clock.nanoTime()).isEqualTo(1_500_000_000L);
    }

    @Test
    void advance_publishesWhatEnds_inOrder_atItsTime() {
        store.calls().initiate("dm:alice:bob", "alice");
        clock.advanceSeconds(2);
        store.typing().start("bob", "general");
        clock.advanceSeconds(1);
        store.typing().start("alice", "general");
        events.clear();

        clock.advanceSeconds(40);

        assertThat(events).areInOrderOfTime();
        assertThat(events)
                .ofType(TypingStopped.class)
                .extracting(TypingStopped::user, event -> Duration.between(START, event.at()))
                .containsExactly(tuple("bob", Duration.ofSeconds(8)), tuple("alice", Duration.ofSeconds(9)));
        assertThat(events.await(CallEnded.class).at())
                .isBetween(START.plusSeconds(30), START.plusSeconds(30).plus(SteppedClock.STEP));
    }

    @Test
    void advance_betweenTheSteps_comesBackToWholeOnes() {
        clock.advance(Duration.ofMillis(130));
        store.typing().start("bob", "general");
        events.clear();

        clock.advanceSeconds(6);

        assertThat(events).ofType(TypingStopped.class).at(START.plusSeconds(6)).hasSize(1);
        assertThat(clock.instant()).isEqualTo(START.plusMillis(6130));
    }

    @Test
    void advance_forALongTime_isExactToTheSecond() {
        store.presence().update("alice", PresenceState.ACTIVE);
        clock.advanceSeconds(1);
        store.presence().update("bob", PresenceState.ACTIVE);
        events.clear();

        clock.advance(Duration.ofHours(1).plusSeconds(1));

        assertThat(events.ofType(PresenceChanged.class))
                .extracting(PresenceChanged::user)
                .containsExactly("alice", "bob");
        List<Instant> times = events.ofType(PresenceChanged.class).stream()
                .map(PresenceChanged::at)
                .toList();
        assertThat(Duration.between(times.get(0), times.get(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void jump_sweepsOnce_atItsEnd() {
        store.typing().start("bob", "general");
        clock.jump(Duration.ofSeconds(2));
        store.typing().start("alice", "random");

        clock.jump(Duration.ofHours(3));

        Instant end = START.plus(Duration.ofHours(3)).plusSeconds(2);
        assertThat(events).ofType(TypingStopped.class).hasSize(2);
        assertThat(events).ofType(TypingStopped.class).at(end).hasSize(2);
        assertThat(clock.nanoTime())
                .as("a suspended machine does not count them")
                .isZero();
    }

    @Test
    void jump_goesBack_too() {
        clock.advanceSeconds(100);
        store.typing().start("bob", "general");
        clock.jump(Duration.ofMinutes(-1));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(40));
        assertThat(clock.nanoTime()).isEqualTo(100_000_000_000L);
        assertThat(store.typing().typingUsers("general", "alice")).isEmpty();
    }

    @Test
    void set_doesNotSweep() {
        store.typing().start("bob", "general");

        clock.set(START.plusSeconds(60));

        assertThat(events).ofType(TypingStopped.class).isEmpty();
        clock.sweep();
        assertThat(events).ofType(TypingStopped.class).hasSize(1);
    }

    @Test
    void advance_backwards_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advanceSeconds(-1))
                .withMessageContaining("PT-1S");
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void storeThatIsClosed_isSweptNoMore() {
        SteppedClock own = new SteppedClock(START);
        try (PresenceStore another =
                PresenceStore.builder().inMemory().clock(own).manualSweeps().open()) {
            own.sweeps(another);
            another.typing().start("bob", "general");
        }

        own.advanceSeconds(10);

        assertThat(own.instant()).isEqualTo(START.plusSeconds(10));
    }
}
