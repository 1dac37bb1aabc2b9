package io.minimost.presence.benchmarks.streams;

import java.io.IOException;

/** A server of event streams that can be made to say something on all of them. */
interface StreamServer extends AutoCloseable {
    int port();

    /**
     * Changes something, which all streams tell in one event.
     *
     * @param bytes how much goes to each stream, for a server that has nothing to tell of its own
     * @return how many nanoseconds went by before there was anything to tell: until the change was committed
     */
    long change(Change change, int bytes) throws IOException;

    /** Uses no CPU until {@link #work}, as far as it can do that. */
    default void rest() {}

    default void work() {}

    @Override
    void close() throws IOException;
}
