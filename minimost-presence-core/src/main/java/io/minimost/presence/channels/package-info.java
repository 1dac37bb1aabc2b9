/** Private channels and who belongs to them. */
@NullMarked
package io.minimost.presence.channels;

import org.jspecify.annotations.NullMarked;
