/** A server with the filter in a JVM of its own, and clients that send it requests and open event streams. */
@NullMarked
package io.minimost.presence.benchmarks.http;

import org.jspecify.annotations.NullMarked;
