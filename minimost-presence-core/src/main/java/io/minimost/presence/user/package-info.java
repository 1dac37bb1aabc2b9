/** Who is here, and how: active, idle, hidden, offline. */
@NullMarked
package io.minimost.presence.user;

import org.jspecify.annotations.NullMarked;
