/**
 * The figures of a presence store and of its push as Micrometer meters. {@link io.minimost.presence.micrometer.PresenceMetrics}
 * is the entry point.
 */
@NullMarked
package io.minimost.presence.micrometer;

import org.jspecify.annotations.NullMarked;
