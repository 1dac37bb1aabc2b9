package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.streams.Change;
import io.minimost.presence.benchmarks.streams.Delivery;
import io.minimost.presence.benchmarks.streams.Kind;
import io.minimost.presence.benchmarks.streams.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How fast a change comes to all who have a stream open, beside a bare loop that writes as many bytes to as many sockets. */
final class StreamDelivery {
    /** A current value that goes to many rests for twice as long as it took to tell it, and then is told at once. */
    private static final int REST = 3;

    private final Pace pace;
    private final Side store;
    private final Side loop;

    private StreamDelivery(Pace pace, Side store, Side loop) {
        this.pace = pace;
        this.store = store;
        this.loop = loop;
    }

    static List<Line> measure(Workshop workshop) throws Exception {
        List<Line> lines = new ArrayList<>();
        for (int streams : workshop.pace().streams()) {
            try (Side store = Side.open(Kind.STORE, streams);
                    Side loop = Side.open(Kind.LOOP, store.streams())) {
                StreamDelivery delivery = new StreamDelivery(workshop.pace(), store, loop);
                lines.add(delivery.measure("reaction", Change.REACTION, REST));
                lines.add(delivery.measure("typing", Change.TYPING, REST));
                lines.add(delivery.measure("reaction after reaction", Change.REACTION, 0));
            }
        }
        return lines;
    }

    /** @param rest for how many times as long as it took to tell a change there is none after it */
    private Line measure(String what, Change change, int rest) throws Exception {
        long warm = System.nanoTime() + 2 * pace.warmUp().toNanos();
        while (System.nanoTime() - warm < 0) {
            round(change, rest);
        }
        Costs costs = new Costs();
        for (int i = 0; i < pace.rounds(); i++) {
            costs.add(round(change, rest));
        }
        return Line.need(
                "events: %s to %d streams".formatted(what, store.streams()),
                "one thread, non-blocking writes",
                "time until all have it",
                Unit.MILLISECONDS,
                costs,
                0,
                1,
                Optional.of(Goal.atMost(1.5)));
    }

    private double[] round(Change change, int rest) throws Exception {
        Delivery byStore = store.deliver(change, 0);
        Thread.sleep((long) (rest * byStore.nanos() / 1e6));
        Delivery byLoop = loop.deliver(change, byStore.bytes());
        Thread.sleep((long) (rest * byLoop.nanos() / 1e6));
        return new double[] {byStore.nanos(), byLoop.nanos()};
    }
}
