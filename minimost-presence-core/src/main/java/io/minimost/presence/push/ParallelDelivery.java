package io.minimost.presence.push;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Does the same for each of many streams. Most of that is the operating system's work, which writes to several sockets at
 * the same time if several threads ask it to.
 */
final class ParallelDelivery {
    /** So many are done before another thread has been woken to help. */
    private static final int FEW = 100;

    private ParallelDelivery() {}

    /** Returns when {@code work}, which must not wait for anything, is done for all. The order is any. */
    static void each(Collection<EventConnection> streams, Consumer<EventConnection> work) {
        if (streams.size() <= FEW) {
            streams.forEach(work);
        } else {
            streams.parallelStream().forEach(work);
        }
    }
}
