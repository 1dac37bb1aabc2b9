package io.minimost.presence.servlet.http;

import java.io.IOException;

/**
 * A response that continues after the handler has returned, and begins then. No method waits for the client. For one thread
 * at a time.
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

    /** Ends the response as soon as the client has taken what was written. */
    void end();

    /** Ends the response some time after {@link Listener#failed}. */
    void endAfterFailure();

    /** Is notified of the end of the response. */
    interface Listener {
        /** The response is over, and nothing more can be written. */
        void closed();

        /**
         * Writing failed. Some containers clean up a broken response by themselves, and break the next request if it is
         * ended meanwhile; others leave that to us. So end it, but not before two seconds have passed.
         */
        void failed();
    }
}
