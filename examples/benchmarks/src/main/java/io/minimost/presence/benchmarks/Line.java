package io.minimost.presence.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of the table.
 *
 * @param unit of the ratio, in words
 * @param storeNanos what one call of the store took
 * @param otherNanos what one call of the other side took
 */
record Line(
        String what,
        String against,
        String unit,
        double storeNanos,
        double otherNanos,
        Summary ratio,
        Optional<Goal> goal) {
    static final String HEAD = """
            | what | against | measure | store µs | other µs | ratio [min..max] | goal | met |
            |---|---|---|---:|---:|---|---|---|""";

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f | **%.2f** [%.2f..%.2f] | %s | %s |",
                what,
                against,
                unit,
                storeNanos / 1000,
                otherNanos / 1000,
                ratio.median(),
                ratio.min(),
                ratio.max(),
                goal.map(Goal::toString).orElse("-"),
                goal.map(g -> g.isMetBy(ratio.median()) ? "yes" : "**no**").orElse("-"));
    }

    /** CPU time of the store by that of the other. */
    static Line cpu(String what, String against, Costs costs, int store, int other, Optional<Goal> goal) {
        return of(what, against, "CPU time", costs, store, other, costs.ratio(store, other), goal);
    }

    static Line throughput(String what, String against, Crowd crowd, int store, int other, Optional<Goal> goal) {
        return of(
                what,
                against,
                "throughput",
                crowd.time(),
                store,
                other,
                crowd.time().ratio(other, store),
                goal);
    }

    static Line p99(String what, String against, Crowd crowd, int store, int other, Optional<Goal> goal) {
        return of(
                what,
                against,
                "p99 latency",
                crowd.p99(),
                store,
                other,
                crowd.p99().ratio(store, other),
                goal);
    }

    private static Line of(
            String what,
            String against,
            String unit,
            Costs costs,
            int store,
            int other,
            Summary ratio,
            Optional<Goal> goal) {
        return new Line(
                what, against, unit, costs.of(store).median(), costs.of(other).median(), ratio, goal);
    }
}
