package io.minimost.presence.calls;

import java.time.Instant;

/** A call that rings for somebody. Immutable. */
public record IncomingCall(String call, String channel, String initiator, Instant startedAt) {}
