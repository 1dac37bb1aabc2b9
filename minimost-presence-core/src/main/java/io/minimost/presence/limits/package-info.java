/**
 * How often one user may do something, and how much at a time, over any transport. The store itself limits nothing of this
 * kind: a host takes a {@link io.minimost.presence.limits.RateLimiter} where the requests of its clients arrive.
 */
@NullMarked
package io.minimost.presence.limits;

import org.jspecify.annotations.NullMarked;
