/** Who shares his screen with a channel, and what connects him with those who look. */
@NullMarked
package io.minimost.presence.screenshare;

import org.jspecify.annotations.NullMarked;
