package io.minimost.presence.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * A row of the table.
 *
 * @param measure the measured quantity, in words
 * @param unit the unit in which both figures are printed
 * @param store the figure of the store
 * @param other the figure of the other side
 */
record ResultRow(
        String what,
        String against,
        String measure,
        Unit unit,
        double store,
        double other,
        Summary ratio,
        Optional<Target> target) {
    static final String HEAD = """
            | what | against | measure | store | other | ratio [min..max] | target | met |
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
                target.map(Target::toString).orElse("-"),
                target.map(t -> t.isMetBy(store, ratio.median()) ? "yes" : "**no**")
                        .orElse("-"));
    }

    /** The ratio is the CPU time of the store divided by that of the other side. */
    static ResultRow cpu(String what, String against, Samples samples, int store, int other, Optional<Target> target) {
        return of(what, against, "CPU time", samples, store, other, samples.ratio(store, other), target);
    }

    static ResultRow throughput(
            String what, String against, ConcurrentRun run, int store, int other, Optional<Target> target) {
        return of(
                what,
                against,
                "throughput",
                run.time(),
                store,
                other,
                run.time().ratio(other, store),
                target);
    }

    static ResultRow p99(
            String what, String against, ConcurrentRun run, int store, int other, Optional<Target> target) {
        return of(
                what, against, "p99 latency", run.p99(), store, other, run.p99().ratio(store, other), target);
    }

    static ResultRow time(
            String what, String against, ConcurrentRun run, int store, int other, Optional<Target> target) {
        return of(what, against, "time", run.time(), store, other, run.time().ratio(store, other), target);
    }

    static ResultRow serverCpu(
            String what, String against, ConcurrentRun run, int store, int other, Optional<Target> target) {
        return of(
                what,
                against,
                "CPU time of the server",
                run.server(),
                store,
                other,
                run.server().ratio(store, other),
                target);
    }

    /** The ratio is the figure of the store divided by that of the other side. */
    static ResultRow figure(
            String what,
            String against,
            String measure,
            Unit unit,
            Samples samples,
            int store,
            int other,
            Optional<Target> target) {
        return new ResultRow(
                what,
                against,
                measure,
                unit,
                samples.of(store).median(),
                samples.of(other).median(),
                samples.ratio(store, other),
                target);
    }

    private static ResultRow of(
            String what,
            String against,
            String measure,
            Samples samples,
            int store,
            int other,
            Summary ratio,
            Optional<Target> target) {
        return new ResultRow(
                what,
                against,
                measure,
                Unit.MICROSECONDS,
                samples.of(store).median(),
                samples.of(other).median(),
                ratio,
                target);
    }
}
