package io.minimost.presence.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one operation cost, in nanoseconds, for each round and variant. */
final class Costs {
    private final List<double[]> rounds = new ArrayList<>();

    /** The costs of all variants in one more round. */
    void add(double... nanosOfVariants) {
        rounds.add(nanosOfVariants.clone());
    }

    Summary of(int variant) {
        return summary(round -> round[variant]);
    }

    /** Of the ratios within the rounds: what disturbs a whole round disturbs both of its variants. */
    Summary ratio(int variant, int baseline) {
        return summary(round -> round[variant] / round[baseline]);
    }

    private Summary summary(ToDoubleFunction<double[]> ofRound) {
        return Summary.of(rounds.stream().mapToDouble(ofRound).toArray());
    }
}
