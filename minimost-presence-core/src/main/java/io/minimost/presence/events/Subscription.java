package io.minimost.presence.events;

/** A listener that is registered until this is closed. Closing twice is harmless. Thread-safe. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** Ends the subscription. An event that is being delivered meanwhile may still arrive. */
    @Override
    void close();
}
