package io.minimost.presence.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * What a ratio should be, or the figure of the store itself; a benchmark that misses it says so and fails nothing.
 *
 * @param unit of the figure of the store; empty if the goal is for the ratio
 */
record Goal(Direction direction, double limit, Optional<Unit> unit) {
    enum Direction {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    /** For the ratio. */
    static Goal atMost(double limit) {
        return new Goal(Direction.AT_MOST, limit, Optional.empty());
    }

    /** For the ratio. */
    static Goal atLeast(double limit) {
        return new Goal(Direction.AT_LEAST, limit, Optional.empty());
    }

    /** For the figure of the store. */
    static Goal atMost(double limit, Unit unit) {
        return new Goal(Direction.AT_MOST, limit, Optional.of(unit));
    }

    /** @param store the figure of the store, as it was measured */
    boolean isMetBy(double store, double ratio) {
        double reached = unit.map(of -> of.count(store)).orElse(ratio);
        return direction == Direction.AT_MOST ? reached <= limit : reached >= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, unit.isPresent() ? "%s %.0f" : "%s %.2f", direction.sign, limit)
                + unit.map(of -> " " + of.sign()).orElse("");
    }
}
