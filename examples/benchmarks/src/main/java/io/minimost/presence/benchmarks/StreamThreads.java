package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.streams.Change;
import io.minimost.presence.benchmarks.streams.Memory;
import io.minimost.presence.benchmarks.streams.ServerKind;
import io.minimost.presence.benchmarks.streams.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What open streams cost, compared with a server that has a thread for each. */
final class StreamThreads {
    /** A stream lives for five minutes. */
    private static final int MAX_ROUNDS = 7;

    private StreamThreads() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        List<ResultRow> rows = new ArrayList<>();
        for (int streams : fixture.profile().streams()) {
            try (ServerProcess store = ServerProcess.open(ServerKind.STORE, streams);
                    ServerProcess threads = ServerProcess.open(ServerKind.THREADS, store.streams())) {
                rows.addAll(measure(fixture.profile(), store, threads));
            }
        }
        return rows;
    }

    private static List<ResultRow> measure(RunProfile profile, ServerProcess store, ServerProcess threads)
            throws Exception {
        Memory ofStore = store.memoryOfStream();
        Memory ofThreads = threads.memoryOfStream();
        Samples delivery = new Samples();
        for (int i = 0; i < Math.min(profile.rounds(), MAX_ROUNDS); i++) {
            threads.pause();
            double byStore = store.deliver(Change.REACTION, 0).nanos();
            threads.resume();
            delivery.add(byStore, threads.deliver(Change.REACTION, 0).nanos());
        }
        double idleThreads = threads.idle(profile.idle());
        threads.pause();
        // Code that runs rarely is compiled late.
        store.idle(profile.idle());
        double idle = store.idle(profile.idle());
        String against = "a thread for each of " + threads.streams();
        return List.of(
                row(
                        store,
                        against,
                        "resident memory of a stream",
                        Unit.KIBIBYTES,
                        once(ofStore.resident(), ofThreads.resident()),
                        Optional.of(Target.atMost(20, Unit.KIBIBYTES))),
                row(
                        store,
                        against,
                        "heap of a stream",
                        Unit.KIBIBYTES,
                        once(ofStore.heap(), ofThreads.heap()),
                        Optional.empty()),
                row(
                        store,
                        against,
                        "CPU without changes",
                        Unit.PERCENT_OF_A_CORE,
                        once(idle, idleThreads),
                        Optional.of(Target.atMost(2, Unit.PERCENT_OF_A_CORE))),
                row(store, against, "time until all have a reaction", Unit.MILLISECONDS, delivery, Optional.empty()));
    }

    private static ResultRow row(
            ServerProcess store, String against, String measure, Unit unit, Samples samples, Optional<Target> target) {
        return ResultRow.figure(
                "events: %d streams".formatted(store.streams()), against, measure, unit, samples, 0, 1, target);
    }

    private static Samples once(double store, double other) {
        Samples samples = new Samples();
        samples.add(store, other);
        return samples;
    }
}
