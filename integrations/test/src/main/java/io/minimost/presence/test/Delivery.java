package io.minimost.presence.test;

import io.minimost.presence.PresenceStore;
import java.time.Duration;

/** Waits for listeners. */
final class Delivery {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Delivery() {}

    /**
     * Waits until the listeners of {@code store} have received what it has committed.
     *
     * @throws AssertionError if they do not, within half a minute
     */
    static void await(PresenceStore store) {
        try {
            if (!store.events().awaitDelivered(PATIENCE)) {
                throw new AssertionError(
                        "a listener still handles an event after " + PATIENCE.toSeconds() + " seconds");
            }
        } catch (InterruptedException e) {
            throw Interrupted.whileWaiting(e);
        }
    }
}
