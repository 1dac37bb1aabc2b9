/**
 * Servers of event streams to compare, each in a JVM of its own, and clients that open thousands of streams.
 */
@NullMarked
package io.minimost.presence.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
