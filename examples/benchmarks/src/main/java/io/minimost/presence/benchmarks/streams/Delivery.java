package io.minimost.presence.benchmarks.streams;

/**
 * The delivery of one change to all streams.
 *
 * @param nanos the time from its commit until the last client had it
 * @param bytes how many bytes were sent to each stream
 */
public record Delivery(double nanos, int bytes) {}
