/** Who is typing where. */
@NullMarked
package io.minimost.presence.typing;

import org.jspecify.annotations.NullMarked;
