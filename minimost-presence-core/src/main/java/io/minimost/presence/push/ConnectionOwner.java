package io.minimost.presence.push;

/** What opened a connection, and reacts to it. */
interface ConnectionOwner {
    /** {@code connection} has ended. Called once. */
    void onClosed(EventConnection connection);

    /** The client of {@code connection} has received everything that waited, after current values were skipped. */
    void onCaughtUp(EventConnection connection);

    /** Runs {@code work} after a delay. */
    void runLater(Runnable work);

    /** Whether the user of {@code connection} still has the rights to everything in {@code frame}. */
    boolean permits(EventConnection connection, EventFrame frame);

    /** Whether {@code frame} is so old that it is no longer known who has lost rights to it: {@link #permits} is false then. */
    boolean isTooOld(EventFrame frame);
}
