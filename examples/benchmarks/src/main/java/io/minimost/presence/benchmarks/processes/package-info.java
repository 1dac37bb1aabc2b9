/** Processes that a benchmark starts: servers and clients have a JVM of their own. */
@NullMarked
package io.minimost.presence.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
