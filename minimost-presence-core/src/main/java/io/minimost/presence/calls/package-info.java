/** Calls: who rings, who is in, and how they end. */
@NullMarked
package io.minimost.presence.calls;

import org.jspecify.annotations.NullMarked;
