package io.minimost.presence.push;

import java.io.IOException;

/**
 * One client's end of a transport: a WebSocket, the response of a streaming request. A transport implements it, and gives it to
 * {@link EventHub#connect}.
 *
 * <p>The methods are called by one thread at a time, which may be any, and must not wait for the client. Until {@code onDone}
 * has run, nothing more is written: events wait in the connection, where newer values replace older ones and where what the
 * user loses the rights to is dropped.
 */
public interface EventSink {
    /**
     * Sends an event.
     *
     * @param onDone to be run when the next event can be taken, by any thread; also within this call
     * @throws IOException if the client cannot be reached any more; so any other exception is understood. The connection is
     *     over then, and {@link #end} follows two seconds later
     */
    void write(OutgoingEvent event, Runnable onDone) throws IOException;

    /**
     * Sends what a buffer has kept back. Called when nothing more waits; a sink without a buffer has nothing to do.
     *
     * @param onDone as in {@link #write}
     * @throws IOException as in {@link #write}
     */
    default void flush(Runnable onDone) throws IOException {
        onDone.run();
    }

    /** Ends the connection, after what was written. Called once. */
    void end(EndReason reason);
}
