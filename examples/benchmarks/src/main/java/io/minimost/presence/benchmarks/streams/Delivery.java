package io.minimost.presence.benchmarks.streams;

/**
 * How a change came to all streams.
 *
 * @param nanos from its commit until the last client had it
 * @param bytes that went to each stream
 */
public record Delivery(double nanos, int bytes) {}
