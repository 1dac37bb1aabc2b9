package io.minimost.presence.benchmarks.streams;

import java.io.IOException;

/** A server of event streams that can send an event on all of them. */
interface StreamServer extends AutoCloseable {
    int port();

    /**
     * Makes a change, which is sent on all streams as one event.
     *
     * @param bytes how many bytes go to each stream, for a server without a store
     * @return how many nanoseconds went by until the change was committed, and could be sent
     */
    long change(Change change, int bytes) throws IOException;

    /** Uses no CPU until {@link #resume}, as far as the server can. */
    default void pause() {}

    default void resume() {}

    @Override
    void close() throws IOException;
}
