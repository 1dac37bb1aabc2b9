/** Who is here, and how: active, idle, hidden, offline. */
@NullMarked
package io.minimost.presence.presence;

import org.jspecify.annotations.NullMarked;
