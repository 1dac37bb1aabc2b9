package io.minimost.presence.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * Converts times to and from the form of the file and the wire: seconds since 1970 as a 64-bit floating-point number or, for
 * typing and presence, whole seconds.
 *
 * <p>A message is identified by its channel and its time, so the number must survive conversion:
 * {@code of(toInstant(s)) == s} for every {@code s} whose distance to the next number is more than a nanosecond. That is
 * every time later than April 1970.
 */
public final class EpochSeconds {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Every decimal of up to 15 digits survives conversion to a double; 17 digits distinguish any two doubles. */
    private static final int DIGITS_THAT_SURVIVE = 15;

    private static final int DIGITS_THAT_SUFFICE = 17;
    private static final double LONG_RANGE = 0x1p63;
    private static final double FIRST = Instant.MIN.getEpochSecond();
    private static final double LAST = Math.nextDown((double) Instant.MAX.getEpochSecond());

    private EpochSeconds() {}

    /**
     * The instant {@code seconds} after the start of 1970, to the nanosecond.
     *
     * @throws IllegalArgumentException if {@code seconds} is NaN, infinite or outside the range of an instant
     */
    public static Instant toInstant(double seconds) {
        double whole = Math.floor(seconds);
        // Also false for NaN.
        if (!(whole >= Instant.MIN.getEpochSecond() && whole < Instant.MAX.getEpochSecond())) {
            throw new IllegalArgumentException("time " + seconds + " is not a number of seconds since 1970");
        }
        return Instant.ofEpochSecond((long) whole, Math.round((seconds - whole) * NANOS_PER_SECOND));
    }

    /** The same for any number in a file: outside the range of an instant, the first or the last instant. */
    public static Instant nearestInstant(double seconds) {
        return toInstant(Math.max(FIRST, Math.min(LAST, seconds)));
    }

    /** The number of seconds from the start of 1970 to {@code instant}, rounded to a floating-point number. */
    public static double of(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / NANOS_PER_SECOND;
    }

    /**
     * {@code instant} as the file returns it: a floating-point number stores a present-day time to a quarter of a
     * microsecond.
     *
     * @throws IllegalArgumentException if {@code instant} is one of the last that exist
     */
    public static Instant asStored(Instant instant) {
        return toInstant(of(instant));
    }

    /**
     * The last instant that {@link #asStored} does not distinguish from {@code instant}. What is later than that is later
     * in the file, too.
     */
    public static Instant lastStoredAlike(Instant instant) {
        double stored = of(instant);
        Instant first = toInstant(stored);
        long alike = 0;
        long later =
                Duration.between(first, nearestInstant(Math.nextUp(stored))).toNanos();
        while (later - alike > 1) {
            long middle = (alike + later) / 2;
            if (of(first.plusNanos(middle)) == stored) {
                alike = middle;
            } else {
                later = middle;
            }
        }
        return first.plusNanos(alike);
    }

    /** The whole seconds from the start of 1970 to {@code instant}, rounded down. */
    public static long floor(Instant instant) {
        return instant.getEpochSecond();
    }

    /**
     * The shortest decimal that reads back as exactly {@code seconds}, as Python prints it: {@code 1716000000.0},
     * {@code 1795487159.1591275}, but never with an exponent. ({@link Double#toString(double)} writes an exponent and, before
     * Java 19, sometimes more digits than needed.)
     *
     * @throws IllegalArgumentException if {@code seconds} is NaN or infinite
     */
    public static String text(double seconds) {
        if (!Double.isFinite(seconds)) {
            throw new IllegalArgumentException("time " + seconds + " is not a number of seconds since 1970");
        }
        if (seconds == Math.rint(seconds) && Math.abs(seconds) < LONG_RANGE) {
            return (1 / seconds == Double.NEGATIVE_INFINITY ? "-0" : Long.toString((long) seconds)) + ".0";
        }
        String plain = shortest(seconds).stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = DIGITS_THAT_SURVIVE; digits < DIGITS_THAT_SUFFICE; digits++) {
            // Nearest first. Beside a power of two, a neighbour may read back exactly where the nearest does not.
            for (RoundingMode rounding :
                    new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING}) {
                BigDecimal rounded = exact.round(new MathContext(digits, rounding));
                if (rounded.doubleValue() == value) {
                    return rounded;
                }
            }
        }
        return exact.round(new MathContext(DIGITS_THAT_SUFFICE, RoundingMode.HALF_EVEN));
    }
}
