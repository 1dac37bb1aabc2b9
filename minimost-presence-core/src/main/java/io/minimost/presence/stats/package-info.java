/**
 * Figures about a store at one moment, for health pages and metrics. {@link io.minimost.presence.PresenceStore#stats()} returns
 * them. All types are immutable.
 */
@NullMarked
package io.minimost.presence.stats;

import org.jspecify.annotations.NullMarked;
