package io.minimost.presence.events;

import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact that a store announces. There is one record for each kind, so that a host listens to just what it needs:
 *
 * <pre>{@code
 * store.events().on(PresenceEvent.TypingStarted.class, e -> push(e.channel(), e.user()));
 * }</pre>
 *
 * <p>More kinds will be added; a listener to {@code PresenceEvent} itself gets those too. All are immutable.
 */
public sealed interface PresenceEvent {
    /** When it happened, by the clock of the store. */
    Instant at();

    /** {@code user} began to type in {@code channel}. Renewals within the typing window are not announced. */
    record TypingStarted(String channel, String user, Instant at) implements PresenceEvent {}

    /** {@code user} no longer types in {@code channel}. */
    record TypingStopped(String channel, String user, Reason reason, Instant at) implements PresenceEvent {
        /** Why somebody no longer types. */
        public enum Reason {
            /** The user or the host said so. */
            STOPPED,
            /** There was no renewal within the typing window. */
            EXPIRED
        }
    }

    /**
     * What others see of {@code user} changed.
     *
     * @param before what they saw until now; empty if the user was not listed
     * @param after what they see now: the user's override if there is one, else the last reported state; empty if the
     *     user is no longer listed, because nothing was heard of him within the online window
     */
    record PresenceChanged(String user, Optional<PresenceState> before, Optional<PresenceState> after, Instant at)
            implements PresenceEvent {}

    /** The host called {@code resetLiveState}: everybody is offline, no call or share is live. Read again. */
    record LiveStateReset(Instant at) implements PresenceEvent {}

    /**
     * Another process, or another store on the same file, changed something. Which is not known: read again what you
     * show. Several changes may be announced as one.
     */
    record ChangedElsewhere(Instant at) implements PresenceEvent {}
}
