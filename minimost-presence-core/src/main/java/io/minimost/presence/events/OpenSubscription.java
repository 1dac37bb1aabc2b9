package io.minimost.presence.events;

import java.util.Objects;

/**
 * A subscription that nobody has closed yet, see {@link Events#openSubscriptions}. For tests and diagnosis. Immutable.
 *
 * @param receives what it receives: the simple name of a type of event, {@code facts}, or {@code push} for an {@code EventHub}
 * @param opened where it was opened: its stack trace ends in the call that subscribed; never thrown
 */
public record OpenSubscription(String receives, Throwable opened) {
    /** Refuses null. */
    public OpenSubscription {
        Objects.requireNonNull(receives, "receives");
        Objects.requireNonNull(opened, "opened");
    }
}
