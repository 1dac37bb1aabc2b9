package io.minimost.presence.push;

import java.io.IOException;

/**
 * One client's end of a transport, such as a WebSocket or the response of a streaming request. A transport implements
 * it and passes it to {@link EventHub#connect}.
 *
 * <p>The methods are called by one thread at a time, but not always the same one. They must not wait for the client.
 * Until {@code onDone} has run, nothing more is written: events wait in the connection, where newer values replace
 * older ones, and where events are dropped that the user loses the rights to.
 */
public interface EventSink {
    /**
     * Sends an event.
     *
     * @param onDone to be run by any thread when the next event can be written; may be run within this call
     * @throws IOException if the client cannot be reached any more. Any other exception has the same meaning. The
     *     connection has ended then, and {@link #end} follows two seconds later
     */
    void write(OutgoingEvent event, Runnable onDone) throws IOException;

    /**
     * Sends what is still in a buffer. Called when no more events wait. A sink without a buffer does not override it.
     *
     * @param onDone as in {@link #write}
     * @throws IOException as in {@link #write}
     */
    default void flush(Runnable onDone) throws IOException {
        onDone.run();
    }

    /**
     * Whether the transport closes the connection by itself soon after its client was killed, as a WebSocket does. A server that
     * answers over HTTP/1.1 does not read meanwhile, and learns it from a write that fails: to a sink without this, the hub writes
     * every one and a half seconds if the connection belongs to a session, instead of every 15.
     */
    default boolean noticesThatItsClientIsGone() {
        return true;
    }

    /** Ends the connection, after everything that was written. Called once. */
    void end(EndReason reason);
}
