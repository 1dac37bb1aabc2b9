package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochSecondsTextTest {
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+\\.[0-9]+");

    @ParameterizedTest
    @CsvSource({
        "1716000000, 1716000000.0",
        "1795487159.1591275, 1795487159.1591275",
        "1716000000.1, 1716000000.1",
        "1e15, 1000000000000000.0",
        "12345678901, 12345678901.0",
        "0, 0.0",
        "-0.0, -0.0",
        "-1.5, -1.5",
        "0.001, 0.001",
        "1e-7, 0.0000001",
        // A power of two: the nearest decimal of 16 digits does not read back, the next one does.
        "0x1p-44, 0.00000000000005684341886080802",
    })
    void text_isPlain(double seconds, String expected) {
        assertThat(EpochSeconds.text(seconds)).isEqualTo(expected);
    }

    /** The header of the resource says how it was made. */
    @Test
    void text_isWhatPythonPrints() throws IOException {
        List<String> lines;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("python-repr.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
        }

        assertThat(lines).hasSizeGreaterThan(1900).allSatisfy(line -> {
            String[] fields = line.split("\t", -1);
            assertThat(EpochSeconds.text(Double.parseDouble(fields[0]))).isEqualTo(fields[1]);
        });
    }

    @Test
    void text_isTheShortestThatReadsBack() {
        Random random = new Random(20261126);
        for (int i = 0; i < 20_000; i++) {
            double seconds = EpochSecondsTest.between(random, 3e7, (i & 1) == 0 ? 4.2e9 : 2.5e11);
            assertShortest(seconds);
            // As of a clock that ticks in milliseconds or microseconds.
            double ticks = i % 3 == 0 ? 1e3 : 1e6;
            assertShortest(Math.rint(seconds * ticks) / ticks);
        }
    }

    @Test
    void text_isTheShortestAroundPowersOfTwo() {
        for (int exponent = -10; exponent <= 52; exponent++) {
            EpochSecondsTest.aroundPowerOfTwo(exponent, EpochSecondsTextTest::assertShortest);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, -1e300, Double.MIN_VALUE, 0x1p63, 1e22, 1e-20})
    void text_neverHasAnExponent(double seconds) {
        String text = EpochSeconds.text(seconds);

        assertThat(text).matches(PLAIN);
        assertThat(Double.parseDouble(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void text_refusesWhatIsNoNumber(double seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochSeconds.text(seconds))
                .withMessageContaining(Double.toString(seconds));
    }

    private static void assertShortest(double seconds) {
        String text = EpochSeconds.text(seconds);
        BigDecimal decimal = new BigDecimal(text);
        int digits = decimal.stripTrailingZeros().precision();
        boolean good = PLAIN.matcher(text).matches()
                && decimal.doubleValue() == seconds
                && (digits == 1 || !readsBack(seconds, digits - 1));
        if (!good) {
            throw new AssertionError(Double.toHexString(seconds) + " became " + text);
        }
    }

    /** Whether one of the two decimals of so many digits beside {@code seconds} would do. */
    private static boolean readsBack(double seconds, int digits) {
        BigDecimal exact = new BigDecimal(seconds);
        return exact.round(new MathContext(digits, RoundingMode.FLOOR)).doubleValue() == seconds
                || exact.round(new MathContext(digits, RoundingMode.CEILING)).doubleValue() == seconds;
    }
}
