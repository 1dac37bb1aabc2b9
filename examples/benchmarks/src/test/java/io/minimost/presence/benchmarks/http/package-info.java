@NullMarked
package io.minimost.presence.benchmarks.http;

import org.jspecify.annotations.NullMarked;
