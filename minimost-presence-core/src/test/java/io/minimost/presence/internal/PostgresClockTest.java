package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The clock of a database that the test sets, seen from nodes whose own clocks have nothing in common. */
class PostgresClockTest {
    private static final long SECOND = 1_000_000_000;
    private static final Instant START = Instant.ofEpochSecond(1_800_000_000);

    /** Time that has passed, the same for all. */
    private long passed;

    private double correction;

    /** How long the next questions take, in turn; half of it before the answer. */
    private long questionNanos = 1000;

    private double askDatabase() {
        passed += questionNanos / 2;
        double answer = START.getEpochSecond() + correction + passed / (double) SECOND;
        passed += questionNanos / 2;
        return answer;
    }

    private PostgresClock node(long ownNanos) {
        return new PostgresClock(this::askDatabase, () -> ownNanos + passed);
    }

    private void assertTime(PostgresClock clock) {
        assertThat(clock.instant())
                .isCloseTo(START.plusNanos(passed + (long) (correction * SECOND)), within(10, ChronoUnit.MICROS));
    }

    @Test
    void nodes_withClocksFarApart_agree() {
        PostgresClock one = node(0);
        PostgresClock other = node(-12_345 * SECOND);
        passed += 7 * SECOND;

        assertTime(one);
        assertTime(other);
    }

    @Test
    void adjust_followsTheDatabase() {
        PostgresClock clock = node(0);

        correction = 3;
        assertThat(clock.instant()).isBefore(START.plusSeconds(1));
        clock.adjust();
        assertTime(clock);
        correction = -20;
        clock.adjust();
        assertTime(clock);
    }

    @Test
    void adjust_withinTheErrorOfTheMeasurement_changesNothing() {
        PostgresClock clock = node(0);

        correction = 0.01;
        questionNanos = SECOND / 10;
        Instant before = clock.instant();
        clock.adjust();

        assertThat(clock.instant()).isEqualTo(before.plusNanos(5 * questionNanos));
    }
}
