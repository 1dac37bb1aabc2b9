/**
 * Push: who is sent what, over any transport. {@link io.minimost.presence.push.EventHub} is where to begin.
 */
@NullMarked
package io.minimost.presence.push;

import org.jspecify.annotations.NullMarked;
