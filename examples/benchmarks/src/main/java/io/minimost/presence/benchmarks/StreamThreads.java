package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.streams.Change;
import io.minimost.presence.benchmarks.streams.Kind;
import io.minimost.presence.benchmarks.streams.Memory;
import io.minimost.presence.benchmarks.streams.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What open streams need, beside a server that has a thread for each. */
final class StreamThreads {
    /** A stream lives for five minutes. */
    private static final int MAX_ROUNDS = 7;

    private StreamThreads() {}

    static List<Line> measure(Workshop workshop) throws Exception {
        List<Line> lines = new ArrayList<>();
        for (int streams : workshop.pace().streams()) {
            try (Side store = Side.open(Kind.STORE, streams);
                    Side threads = Side.open(Kind.THREADS, store.streams())) {
                lines.addAll(measure(workshop.pace(), store, threads));
            }
        }
        return lines;
    }

    private static List<Line> measure(Pace pace, Side store, Side threads) throws Exception {
        Memory ofStore = store.memoryOfStream();
        Memory ofThreads = threads.memoryOfStream();
        Costs delivery = new Costs();
        for (int i = 0; i < Math.min(pace.rounds(), MAX_ROUNDS); i++) {
            threads.rest();
            double byStore = store.deliver(Change.REACTION, 0).nanos();
            threads.work();
            delivery.add(byStore, threads.deliver(Change.REACTION, 0).nanos());
        }
        double idleThreads = threads.idle(pace.idle());
        threads.rest();
        // What is done once in a while is compiled late.
        store.idle(pace.idle());
        double idle = store.idle(pace.idle());
        String against = "a thread for each of " + threads.streams();
        return List.of(
                line(
                        store,
                        against,
                        "resident memory of a stream",
                        Unit.KIBIBYTES,
                        once(ofStore.resident(), ofThreads.resident()),
                        Optional.of(Goal.atMost(20, Unit.KIBIBYTES))),
                line(
                        store,
                        against,
                        "heap of a stream",
                        Unit.KIBIBYTES,
                        once(ofStore.heap(), ofThreads.heap()),
                        Optional.empty()),
                line(
                        store,
                        against,
                        "CPU without changes",
                        Unit.PERCENT_OF_A_CORE,
                        once(idle, idleThreads),
                        Optional.of(Goal.atMost(2, Unit.PERCENT_OF_A_CORE))),
                line(store, against, "time until all have a reaction", Unit.MILLISECONDS, delivery, Optional.empty()));
    }

    private static Line line(Side store, String against, String measure, Unit unit, Costs costs, Optional<Goal> goal) {
        return Line.need("events: %d streams".formatted(store.streams()), against, measure, unit, costs, 0, 1, goal);
    }

    private static Costs once(double store, double other) {
        Costs costs = new Costs();
        costs.add(store, other);
        return costs;
    }
}
