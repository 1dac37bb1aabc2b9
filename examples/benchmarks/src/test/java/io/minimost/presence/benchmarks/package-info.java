@NullMarked
package io.minimost.presence.benchmarks;

import org.jspecify.annotations.NullMarked;
