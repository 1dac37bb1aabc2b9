package io.minimost.presence.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of the table.
 *
 * @param measure what the ratio is of, in words
 * @param unit what the figures of both sides are printed in
 * @param store what one call of the store took, or else what it needed
 * @param other the same of the other side
 */
record Line(
        String what,
        String against,
        String measure,
        Unit unit,
        double store,
        double other,
        Summary ratio,
        Optional<Goal> goal) {
    static final String HEAD = """
            | what | against | measure | store | other | ratio [min..max] | goal | met |
            |---|---|---|---:|---:|---|---|---|""";

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | **%.2f** [%.2f..%.2f] | %s | %s |",
                what,
                against,
                measure,
                unit.text(store),
                unit.text(other),
                ratio.median(),
                ratio.min(),
                ratio.max(),
                goal.map(Goal::toString).orElse("-"),
                goal.map(g -> g.isMetBy(store, ratio.median()) ? "yes" : "**no**")
                        .orElse("-"));
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

    /** What the store needs by what the other needs. */
    static Line need(
            String what,
            String against,
            String measure,
            Unit unit,
            Costs costs,
            int store,
            int other,
            Optional<Goal> goal) {
        return new Line(
                what,
                against,
                measure,
                unit,
                costs.of(store).median(),
                costs.of(other).median(),
                costs.ratio(store, other),
                goal);
    }

    private static Line of(
            String what,
            String against,
            String measure,
            Costs costs,
            int store,
            int other,
            Summary ratio,
            Optional<Goal> goal) {
        return new Line(
                what,
                against,
                measure,
                Unit.MICROSECONDS,
                costs.of(store).median(),
                costs.of(other).median(),
                ratio,
                goal);
    }
}
