package io.minimost.presence.presence;

import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.Optional;

/**
 * A live session of a user. For the user's own eyes: no event and no other answer contains it. Immutable.
 *
 * @param id the id that the client has chosen
 * @param kind what it runs on
 * @param state what it reported last; never offline
 * @param lastHeard its last heartbeat; exact to a third of the lease
 * @param lastActive when it last said that it is active, equally exact; empty if never
 * @param leaseEnd when it ends unless it is heard before
 */
public record Session(
        String id,
        SessionKind kind,
        PresenceState state,
        Instant lastHeard,
        Optional<Instant> lastActive,
        Instant leaseEnd) {}
