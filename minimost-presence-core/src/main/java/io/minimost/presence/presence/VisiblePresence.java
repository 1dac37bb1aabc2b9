package io.minimost.presence.presence;

import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * What others see of a user. Somebody who was never seen, and somebody who does not exist, is offline.
 *
 * @param state the state; offline for a user who is no longer listed
 * @param status the status; empty if there is none
 * @param lastSeen when the user was seen last; empty if never
 */
public record VisiblePresence(PresenceState state, Optional<Status> status, Optional<Instant> lastSeen) {}
