package io.minimost.presence.push;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Does the same for each of many connections. Most of the work is done by the operating system, which writes to several
 * sockets at a time if several threads ask it to.
 */
final class ParallelDelivery {
    /** This many are done before another thread has been woken to help. */
    private static final int FEW = 100;

    private ParallelDelivery() {}

    /** Returns after {@code work}, which must not block, was done for all connections, in any order. */
    static <T> void forEach(Collection<T> connections, Consumer<T> work) {
        if (connections.size() <= FEW) {
            connections.forEach(work);
        } else {
            connections.parallelStream().forEach(work);
        }
    }
}
