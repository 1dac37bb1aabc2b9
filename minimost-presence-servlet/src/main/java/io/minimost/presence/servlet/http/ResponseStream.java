package io.minimost.presence.servlet.http;

/**
 * A response that continues after the handler has returned, and begins then. No method waits for the client. For one thread
 * at a time.
 */
public interface ResponseStream {
    /**
     * Must be called before the response begins.
     *
     * @param closed run when the response is over, and nothing more can be written
     * @param failed run when writing failed. Some containers clean up a broken response by themselves, and break the next
     *     request if it is ended meanwhile; others leave that to us. So end it, but not before two seconds have passed
     */
    void onEnd(Runnable closed, Runnable failed);

    /**
     * Writes {@code bytes} as soon as the client takes them.
     *
     * @param onDone run when the next call is possible, also within this call
     */
    void write(byte[] bytes, Runnable onDone);

    /** Sends what was written; otherwise as {@link #write}. */
    void flush(Runnable onDone);

    /** Ends the response as soon as the client has taken what was written. */
    void end();

    /** Ends the response some time after it has failed. */
    void endAfterFailure();
}
