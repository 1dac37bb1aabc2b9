package io.minimost.presence.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * The target for a ratio, or for the figure of the store itself. A missed target is reported and fails nothing.
 *
 * @param unit the unit of the figure of the store; empty if the target is for the ratio
 */
record Target(Direction direction, double limit, Optional<Unit> unit) {
    enum Direction {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    /** For the ratio. */
    static Target atMost(double limit) {
        return new Target(Direction.AT_MOST, limit, Optional.empty());
    }

    /** For the ratio. */
    static Target atLeast(double limit) {
        return new Target(Direction.AT_LEAST, limit, Optional.empty());
    }

    /** For the figure of the store. */
    static Target atMost(double limit, Unit unit) {
        return new Target(Direction.AT_MOST, limit, Optional.of(unit));
    }

    /** @param store the measured figure of the store */
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
