package io.minimost.presence.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The measured cost of one operation, for each round and variant: nanoseconds, or what the {@link Unit} is a multiple of. */
final class Samples {
    private final List<double[]> rounds = new ArrayList<>();

    /** Adds a round: one value for each variant. */
    void add(double... valuesOfVariants) {
        rounds.add(valuesOfVariants.clone());
    }

    Summary of(int variant) {
        return summary(round -> round[variant]);
    }

    /** Summarises the ratios within the rounds: what disturbs a whole round disturbs both of its variants. */
    Summary ratio(int variant, int baseline) {
        return summary(round -> round[variant] / round[baseline]);
    }

    private Summary summary(ToDoubleFunction<double[]> ofRound) {
        return Summary.of(rounds.stream().mapToDouble(ofRound).toArray());
    }
}
