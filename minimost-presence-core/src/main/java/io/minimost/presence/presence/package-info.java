/** Who is online, and in which state: active, idle, hidden, offline. */
@NullMarked
package io.minimost.presence.presence;

import org.jspecify.annotations.NullMarked;
