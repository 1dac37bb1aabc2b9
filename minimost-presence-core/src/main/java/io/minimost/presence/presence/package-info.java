/** Who is online, in which state and on which devices, what they do, and what of it they show. */
@NullMarked
package io.minimost.presence.presence;

import org.jspecify.annotations.NullMarked;
