/** Private channels and their members. */
@NullMarked
package io.minimost.presence.channels;

import org.jspecify.annotations.NullMarked;
