package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;

/**
 * Receives events directly after their commit, so that no listener delays or overtakes it. Events arrive in the order of the
 * commits, before the call that caused them returns, while its thread still holds the write lock. An implementation must
 * neither block nor call the store.
 */
public interface CommitFeed {
    /** Receives {@code event}, which is committed. */
    void committed(StoreEvent event);

    /** Called when the write lock is released: often, and also if nothing was committed. */
    void released();
}
