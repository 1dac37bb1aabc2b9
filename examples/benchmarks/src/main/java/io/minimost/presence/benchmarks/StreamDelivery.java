package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.streams.Change;
import io.minimost.presence.benchmarks.streams.Delivery;
import io.minimost.presence.benchmarks.streams.ServerKind;
import io.minimost.presence.benchmarks.streams.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How fast a change reaches all open streams, compared with a bare loop that writes as many bytes to as many sockets. */
final class StreamDelivery {
    /** A value that was sent to many is throttled for twice as long as sending it took. After that, a change is sent at once. */
    private static final int PAUSE_FACTOR = 3;

    private final RunProfile profile;
    private final ServerProcess store;
    private final ServerProcess loop;

    private StreamDelivery(RunProfile profile, ServerProcess store, ServerProcess loop) {
        this.profile = profile;
        this.store = store;
        this.loop = loop;
    }

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        List<ResultRow> rows = new ArrayList<>();
        for (int streams : fixture.profile().streams()) {
            try (ServerProcess store = ServerProcess.open(ServerKind.STORE, streams);
                    ServerProcess loop = ServerProcess.open(ServerKind.LOOP, store.streams())) {
                StreamDelivery delivery = new StreamDelivery(fixture.profile(), store, loop);
                rows.add(delivery.measure("reaction", Change.REACTION, PAUSE_FACTOR));
                rows.add(delivery.measure("typing", Change.TYPING, PAUSE_FACTOR));
                rows.add(delivery.measure("reaction after reaction", Change.REACTION, 0));
            }
        }
        return rows;
    }

    /** @param pauseFactor the pause after a change, in multiples of the time that its delivery took */
    private ResultRow measure(String what, Change change, int pauseFactor) throws Exception {
        long warm = System.nanoTime() + 2 * profile.warmUp().toNanos();
        while (System.nanoTime() - warm < 0) {
            round(change, pauseFactor);
        }
        Samples samples = new Samples();
        for (int i = 0; i < profile.rounds(); i++) {
            samples.add(round(change, pauseFactor));
        }
        return ResultRow.figure(
                "events: %s to %d streams".formatted(what, store.streams()),
                "one thread, non-blocking writes",
                "time until all have it",
                Unit.MILLISECONDS,
                samples,
                0,
                1,
                Optional.of(Target.atMost(1.5)));
    }

    private double[] round(Change change, int pauseFactor) throws Exception {
        Delivery byStore = store.deliver(change, 0);
        pause(pauseFactor, byStore);
        Delivery byLoop = loop.deliver(change, byStore.bytes());
        pause(pauseFactor, byLoop);
        return new double[] {byStore.nanos(), byLoop.nanos()};
    }

    /** A busy machine may show a client done before the call that caused it: that takes no time. */
    private static void pause(int factor, Delivery delivery) throws InterruptedException {
        Thread.sleep((long) (factor * Math.max(0, delivery.nanos()) / 1e6));
    }
}
