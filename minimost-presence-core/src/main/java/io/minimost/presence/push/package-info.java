/** Push: sends events to clients, over any transport. Start with {@link io.minimost.presence.push.EventHub}. */
@NullMarked
package io.minimost.presence.push;

import org.jspecify.annotations.NullMarked;
