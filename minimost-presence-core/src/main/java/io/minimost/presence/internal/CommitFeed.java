package io.minimost.presence.internal;

/**
 * Receives events where no listener can delay or overtake them. Events arrive in the order of the commits, after the commit
 * and before the call that caused them returns, while its thread still holds the writer: an implementation must neither block
 * nor call the store.
 */
public interface CommitFeed {
    /** Takes note of {@code event}. */
    void committed(Object event);

    /** The writer has been released. Called often, also if nothing was committed. */
    void released();
}
