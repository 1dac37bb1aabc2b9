package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.streams.Change;
import io.minimost.presence.benchmarks.streams.Delivery;
import io.minimost.presence.benchmarks.streams.Kind;
import io.minimost.presence.benchmarks.streams.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How fast a change comes to all who have a stream open, beside a bare loop that writes as many bytes to as many sockets. */
final class StreamDelivery {
    /** A current value that goes to many rests for four times as long as it took to tell it. */
    private static final int REST = 5;

    private StreamDelivery() {}

    static List<Line> measure(Workshop workshop) throws Exception {
        List<Line> lines = new ArrayList<>();
        for (int streams : workshop.pace().streams()) {
            try (Side store = Side.open(Kind.STORE, streams);
                    Side loop = Side.open(Kind.LOOP, store.streams())) {
                for (Change change : Change.values()) {
                    Costs costs = measure(workshop.pace(), change, store, loop);
                    lines.add(Line.need(
                            "events: %s to %d streams"
                                    .formatted(change.name().toLowerCase(Locale.ROOT), store.streams()),
                            "one thread, non-blocking writes",
                            "time until all have it",
                            Unit.MILLISECONDS,
                            costs,
                            0,
                            1,
                            Optional.of(Goal.atMost(1.5))));
                }
            }
        }
        return lines;
    }

    private static Costs measure(Pace pace, Change change, Side store, Side loop) throws Exception {
        Costs costs = new Costs();
        long warm = System.nanoTime() + 2 * pace.warmUp().toNanos();
        while (System.nanoTime() - warm < 0) {
            round(change, store, loop);
        }
        for (int i = 0; i < pace.rounds(); i++) {
            costs.add(round(change, store, loop));
        }
        return costs;
    }

    private static double[] round(Change change, Side store, Side loop) throws Exception {
        Delivery byStore = store.deliver(change, 0);
        Delivery byLoop = loop.deliver(change, byStore.bytes());
        if (change == Change.TYPING) {
            Thread.sleep((long) (REST * byStore.nanos() / 1e6));
        }
        return new double[] {byStore.nanos(), byLoop.nanos()};
    }
}
