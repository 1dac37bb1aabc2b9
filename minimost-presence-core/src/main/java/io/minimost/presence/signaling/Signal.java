package io.minimost.presence.signaling;

import java.time.Instant;

/**
 * A signal that waits for its recipient. Immutable.
 *
 * @param id the number of the signal; it grows with each signal of the store, with gaps
 * @param from the sender
 * @param payload JSON text, exactly as it was sent
 * @param at when it was sent
 */
public record Signal(long id, String from, SignalType type, String payload, Instant at) {}
