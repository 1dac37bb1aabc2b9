/** What happened in the store, as facts that a host can listen to. */
@NullMarked
package io.minimost.presence.events;

import org.jspecify.annotations.NullMarked;
