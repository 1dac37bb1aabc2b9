@NullMarked
package io.minimost.presence.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
