/** Who reacted to which message, and how. */
@NullMarked
package io.minimost.presence.reactions;

import org.jspecify.annotations.NullMarked;
