/** What passes between the people in a call or a screen share: the signals that connect them, and media. */
@NullMarked
package io.minimost.presence.relay;

import org.jspecify.annotations.NullMarked;
