package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first and the last number that is a time. */
class EpochSecondsRangeTest {
    private static final double FIRST = -31_557_014_167_219_200.0;
    private static final double LAST = 31_556_889_864_403_196.0;

    @Test
    void toInstant_ofTheFirstAndTheLast_isAccepted() {
        assertThat(EpochSeconds.toInstant(FIRST)).isEqualTo(Instant.MIN);
        assertThat(EpochSeconds.toInstant(LAST)).isEqualTo(Instant.ofEpochSecond((long) LAST));
    }

    @Test
    void toInstant_justOutside_isRefused() {
        for (double outside : new double[] {Math.nextDown(FIRST), Math.nextUp(LAST)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EpochSeconds.toInstant(outside))
                    .withMessageContaining(Double.toString(outside));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e300, -0x1p63, FIRST - 4, FIRST})
    void nearestInstant_ofWhatIsTooEarly_isTheFirst(double seconds) {
        assertThat(EpochSeconds.nearestInstant(seconds)).isEqualTo(Instant.MIN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {LAST, LAST + 4, 0x1p63, 1e300, Double.POSITIVE_INFINITY})
    void nearestInstant_ofWhatIsTooLate_isTheLast(double seconds) {
        assertThat(EpochSeconds.nearestInstant(seconds)).isEqualTo(Instant.ofEpochSecond((long) LAST));
    }

    @Test
    void nearestInstant_ofATime_isThatTime() {
        assertThat(EpochSeconds.nearestInstant(1.5)).isEqualTo(Instant.ofEpochMilli(1_500));
    }

    /** Beyond what a {@code long} can hold there are no whole numbers to print, but the digits still suffice. */
    @Test
    void text_atTheEndOfTheLongs_hasTheDigitsThatSuffice() {
        assertThat(EpochSeconds.text(0x1p63)).isEqualTo("9223372036854776000.0");
        assertThat(EpochSeconds.text(-0x1p63)).isEqualTo("-9223372036854776000.0");
        assertThat(EpochSeconds.text(Math.nextDown(0x1p63))).isEqualTo("9223372036854774784.0");
    }
}
