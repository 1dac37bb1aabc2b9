package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minimost.presence.testing.MachineClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedClockTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MachineClock machine = new MachineClock();
    private final StoreClock clock = machine.forStore();

    @Test
    void ago_isThatMuchEarlier_asLongAsNothingHappens() {
        Instant start = clock.now();
        pass(MINUTE);

        assertThat(clock.now()).isEqualTo(start.plus(MINUTE));
        assertThat(ago(MINUTE)).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1M", "PT3H", "P3650D"})
    void stepForward_isNoTimeThatHasPassed(Duration step) {
        Instant start = clock.now();
        pass(MINUTE);
        machine.set(step);
        assertThat(clock.now()).isEqualTo(machine.now());

        assertThat(ago(MINUTE)).isEqualTo(start);
        assertThat(ago(Duration.ofSeconds(30))).isEqualTo(start.plusSeconds(30));
        pass(Duration.ofSeconds(10));
        assertThat(ago(Duration.ofSeconds(30))).isEqualTo(start.plusSeconds(40));
        assertThat(ago(Duration.ofSeconds(9))).isEqualTo(machine.now().minusSeconds(9));
    }

    /** Times from before are later than they would be by the new clock. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1M", "PT3H", "P3650D"})
    void stepBack_countsAsMuchMoreForTimesFromBefore(Duration step) {
        pass(MINUTE);
        machine.set(step.negated());
        Instant set = clock.now();
        pass(Duration.ofSeconds(10));

        assertThat(ago(Duration.ofSeconds(10))).isEqualTo(set);
        Instant expected = set.plus(step).minusSeconds(1);
        assertThat(ago(Duration.ofSeconds(11))).isEqualTo(expected.isBefore(set) ? expected : set);
        assertThat(ago(step.plusSeconds(70))).isEqualTo(set.minus(MINUTE));
    }

    @Test
    void slowCorrections_areNoSteps() {
        Instant start = clock.now();
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(200));
            machine.set(Duration.ofMillis(100));
            clock.recordSweep();
        }

        assertThat(ago(Duration.ofSeconds(30))).isEqualTo(start);
    }

    @Test
    void pause_isNoTimeInWhichSomebodyCouldBeHeard() {
        clock.recordSweep();
        pass(Duration.ofSeconds(1));
        Instant before = clock.now();
        machine.pass(MINUTE);

        assertThat(ago(Duration.ofSeconds(5)))
                .as("before the sweep that comes late")
                .isEqualTo(before.minusSeconds(4));
        clock.recordSweep();
        assertThat(ago(Duration.ofSeconds(5))).isEqualTo(before.minusSeconds(4));
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(1));
            clock.recordSweep();
        }
        assertThat(ago(Duration.ofSeconds(5))).isEqualTo(clock.now().minusSeconds(5));
    }

    /** Else what has expired, and was published, would be live again. */
    @Test
    void ago_neverGoesBack_whenASweepIsLate() {
        clock.recordSweep();
        Instant before = ago(MINUTE);
        for (int i = 0; i < 40; i++) {
            machine.pass(Duration.ofMillis(100));
            Instant now = ago(MINUTE);
            assertThat(now).isAfterOrEqualTo(before);
            before = now;
        }
        clock.recordSweep();

        assertThat(ago(MINUTE)).isEqualTo(before);
    }

    @Test
    void latest_isUnlimitedFromAStepBack_untilItWasDealtWith() {
        assertThat(clock.latest(clock.now())).isEqualTo(ClockSkew.latest(machine.now()));
        machine.set(MINUTE.negated());
        assertThat(clock.latest(clock.now())).isEqualTo(Instant.MAX);

        clock.afterSetBack(() -> {
            assertThat(clock.latest(clock.now())).isEqualTo(Instant.MAX);
            machine.set(MINUTE.negated());
        });
        assertThat(clock.latest(clock.now())).as("set back again meanwhile").isEqualTo(Instant.MAX);
        clock.afterSetBack(() -> {});

        assertThat(clock.latest(clock.now())).isEqualTo(ClockSkew.latest(machine.now()));
    }

    /** Nobody sweeps regularly, so nothing can be late. */
    @Test
    void withoutATimer_timeThatPassesIsNoPause() {
        machine.pass(MINUTE);

        assertThat(ago(MINUTE)).isEqualTo(clock.now().minus(MINUTE));
    }

    @Test
    void sweepThatIsUpTo2SecondsLate_isNoPause() {
        clock.recordSweep();
        machine.pass(Duration.ofSeconds(2));
        clock.recordSweep();

        assertThat(ago(MINUTE)).isEqualTo(clock.now().minus(MINUTE));
    }

    @Test
    void afterSetBack_runsOnce_andAgainAfterAFailure() {
        AtomicInteger runs = new AtomicInteger();
        clock.afterSetBack(runs::incrementAndGet);
        machine.set(MINUTE);
        clock.afterSetBack(runs::incrementAndGet);
        assertThat(runs).hasValue(0);

        machine.set(MINUTE.negated());
        assertThatIllegalStateException()
                .isThrownBy(() -> clock.afterSetBack(() -> {
                    throw new IllegalStateException("busy");
                }));
        clock.afterSetBack(runs::incrementAndGet);
        clock.afterSetBack(runs::incrementAndGet);

        assertThat(runs).hasValue(1);
    }

    @Test
    void stepBack_behindAnEarlierStep_isNotMistakenForIt() {
        machine.set(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));
        machine.set(Duration.ofHours(-2));
        Instant set = clock.now();
        pass(Duration.ofSeconds(10));

        assertThat(ago(Duration.ofSeconds(5))).isEqualTo(set.plusSeconds(5));
    }

    @Test
    void manySteps_addUp() {
        Instant start = clock.now();
        for (int i = 0; i < 2500; i++) {
            machine.set(Duration.ofHours(1));
            pass(Duration.ofSeconds(1));
        }

        assertThat(ago(Duration.ofSeconds(2500))).isEqualTo(start);
    }

    @Test
    void agesThatNoTimeIsAsLongAgo_areTheFirstInstant() {
        assertThat(ago(ChronoUnit.FOREVER.getDuration())).isEqualTo(Instant.MIN);
        machine.set(Duration.ofHours(1));
        assertThat(ago(ChronoUnit.FOREVER.getDuration())).isEqualTo(Instant.MIN);
        assertThat(StoreClock.trusted(machine::now).ago(machine.now(), ChronoUnit.FOREVER.getDuration()))
                .isEqualTo(Instant.MIN);
    }

    private Instant ago(Duration age) {
        return clock.ago(clock.now(), age);
    }

    /** Time passes, in which nobody asks the clock. */
    private void pass(Duration time) {
        machine.pass(time);
        clock.now();
    }
}
