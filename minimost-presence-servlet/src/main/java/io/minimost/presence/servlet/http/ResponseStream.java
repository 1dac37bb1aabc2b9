package io.minimost.presence.servlet.http;

import java.io.IOException;

/**
 * A response that goes on after its request was handled. Nothing here waits for the client. One thread at a time may use it; it
 * begins once the handler has answered.
 */
public interface ResponseStream {
    /**
     * Writes {@code bytes} as soon as the client takes them.
     *
     * @param onDone run when the next call is possible, also within this call
     * @throws IOException if the client is gone
     */
    void write(byte[] bytes, Runnable onDone) throws IOException;

    /** Sends what was written; otherwise as {@link #write}. */
    void flush(Runnable onDone) throws IOException;

    /** Ends the response, as soon as the client has taken what was written. */
    void end();

    /** Ends the response after {@link Listener#failed}; to be called a while later, see there. */
    void endAfterFailure();

    /** Receives what becomes of the response. */
    interface Listener {
        /** The response is over, and nothing more can be written. */
        void closed();

        /**
         * Writing failed. Servers clear up a broken response by themselves, and some break the next request if they are
         * disturbed; others leave it to us. So it has to be ended, but not before two seconds.
         */
        void failed();
    }
}
