package io.minimost.presence.calls;

import java.time.Instant;

/**
 * A call that rings for a user. Immutable.
 *
 * @param call the id of the call
 * @param initiator the user who started it
 * @param startedAt when the call began
 */
public record IncomingCall(String call, String channel, String initiator, Instant startedAt) {}
