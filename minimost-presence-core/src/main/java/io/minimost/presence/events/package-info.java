/** The events of the store, and the log of facts that clients replay when they reconnect. */
@NullMarked
package io.minimost.presence.events;

import org.jspecify.annotations.NullMarked;
