package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochSecondsTest {
    private static final double YEAR_1971 = 31_536_000;
    private static final double YEAR_2100 = 4_102_444_800.0;
    private static final double YEAR_9999 = 253_402_300_799.0;

    @Test
    void number_survivesTheInstant() {
        Random random = new Random(20261124);
        for (int i = 0; i < 1_000_000; i++) {
            assertSurvives(between(random, YEAR_1971, YEAR_2100));
        }
        for (int i = 0; i < 250_000; i++) {
            assertSurvives(between(random, YEAR_1971, YEAR_9999));
        }
    }

    @Test
    void number_survivesTheInstantAroundPowersOfTwo() {
        for (int exponent = 24; exponent <= 37; exponent++) {
            aroundPowerOfTwo(exponent, EpochSecondsTest::assertSurvives);
        }
    }

    @Test
    void instant_survivesTheNumberWithinAMicrosecond() {
        Random random = new Random(20261125);
        for (int i = 0; i < 100_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextInt(1_000_000_000, 2_000_000_000))
                    .plusNanos(random.nextInt(1_000_000_000));
            Instant back = EpochSeconds.toInstant(EpochSeconds.of(instant));

            assertThat(Math.abs(Duration.between(instant, back).toNanos())).isLessThan(1000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 1970-01-01T00:00:00Z",
        "-0.0, 1970-01-01T00:00:00Z",
        "0.5, 1970-01-01T00:00:00.500Z",
        "-0.25, 1969-12-31T23:59:59.750Z",
        "-1.0, 1969-12-31T23:59:59Z",
        "1716000000.0, 2024-05-18T02:40:00Z",
        "0.9999999999, 1970-01-01T00:00:01Z",
    })
    void toInstant_isExactToTheNanosecond(double seconds, Instant expected) {
        assertThat(EpochSeconds.toInstant(seconds)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MAX_VALUE,
                1e300,
                -1e300,
                0x1p63,
                0x1p55,
                -0x1p55
            })
    void toInstant_refusesWhatNoInstantHolds(double seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochSeconds.toInstant(seconds))
                .withMessageContaining(Double.toString(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0.0, 0",
        "1970-01-01T00:00:05.999999999Z, 5.999999999, 5",
        "1969-12-31T23:59:59.750Z, -0.25, -1",
        "-1000000000-01-01T00:00:00Z, -31557014167219200.0, -31557014167219200",
        "+1000000000-12-31T23:59:59.999999999Z, 31556889864403200.0, 31556889864403199",
    })
    void instants_ofAnyClockAreConverted(Instant instant, double seconds, long floor) {
        assertThat(EpochSeconds.of(instant)).isEqualTo(seconds);
        assertThat(EpochSeconds.floor(instant)).isEqualTo(floor);
    }

    @Test
    void floor_roundsDownAndNotTowardsZero() {
        assertThat(EpochSeconds.floor(Instant.ofEpochSecond(-1, 1))).isEqualTo(-1);
        assertThat(EpochSeconds.floor(Instant.MIN)).isEqualTo(Instant.MIN.getEpochSecond());
        assertThat(EpochSeconds.floor(Instant.MAX)).isEqualTo(Instant.MAX.getEpochSecond());
    }

    static double between(Random random, double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    /** The power itself and its nearest neighbours, where the distance between two numbers changes. */
    static void aroundPowerOfTwo(int exponent, DoubleConsumer check) {
        double up = Math.scalb(1.0, exponent);
        double down = up;
        for (int i = 0; i < 200; i++) {
            check.accept(up);
            check.accept(down);
            up = Math.nextUp(up);
            down = Math.nextDown(down);
        }
    }

    // Not an AssertJ assertion for each number: a million of them take longer than all other tests.
    @Test
    void lastStoredAlike_isTheLastThatTheNumberDoesNotDistinguish() {
        Random random = new Random(20261126);
        for (int i = 0; i < 100_000; i++) {
            Instant instant = EpochSeconds.asStored(Instant.ofEpochSecond(random.nextInt(1, Integer.MAX_VALUE))
                    .plusNanos(random.nextInt(1_000_000_000)));
            Instant last = EpochSeconds.lastStoredAlike(instant);

            assertThat(last).isAfterOrEqualTo(instant);
            assertThat(EpochSeconds.of(last)).isEqualTo(EpochSeconds.of(instant));
            assertThat(EpochSeconds.of(last.plusNanos(1))).isGreaterThan(EpochSeconds.of(instant));
            assertThat(EpochSeconds.lastStoredAlike(last)).isEqualTo(last);
        }
    }

    @Test
    void lastStoredAlike_isDefinedAtTheEnds() {
        for (double seconds : new double[] {0, -1, YEAR_9999, 1e-12, 3.1e16, -3.1e16}) {
            Instant instant = EpochSeconds.nearestInstant(seconds);
            assertThat(EpochSeconds.asStored(EpochSeconds.lastStoredAlike(instant)))
                    .isEqualTo(EpochSeconds.asStored(instant));
        }
        Instant last = EpochSeconds.nearestInstant(Double.MAX_VALUE);
        assertThat(EpochSeconds.lastStoredAlike(last)).isEqualTo(last);
    }

    private static void assertSurvives(double seconds) {
        double back = EpochSeconds.of(EpochSeconds.toInstant(seconds));
        if (back != seconds) {
            throw new AssertionError(Double.toHexString(seconds) + " came back as " + Double.toHexString(back));
        }
    }
}
