/** The store compared with hand-written JDBC: ratios, measured side by side in one run. See docs/performance.md. */
@NullMarked
package io.minimost.presence.benchmarks;

import org.jspecify.annotations.NullMarked;
