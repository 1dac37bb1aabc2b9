/** What a host supplies: its users, who may use which channel, and its own events. Each has a default. */
@NullMarked
package io.minimost.presence.host;

import org.jspecify.annotations.NullMarked;
