/** Calls: their participants, states, signals and media. */
@NullMarked
package io.minimost.presence.calls;

import org.jspecify.annotations.NullMarked;
