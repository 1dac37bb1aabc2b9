package io.minimost.presence.benchmarks;

import java.util.Locale;

/** What a ratio should be; a benchmark that misses it says so and fails nothing. */
record Goal(Direction direction, double limit) {
    enum Direction {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    static Goal atMost(double limit) {
        return new Goal(Direction.AT_MOST, limit);
    }

    static Goal atLeast(double limit) {
        return new Goal(Direction.AT_LEAST, limit);
    }

    boolean isMetBy(double ratio) {
        return direction == Direction.AT_MOST ? ratio <= limit : ratio >= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", direction.sign, limit);
    }
}
