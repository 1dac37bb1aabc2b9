/** MiniMost's JSON, written and read once for all transports. Not for hosts. */
@NullMarked
package io.minimost.presence.json;

import org.jspecify.annotations.NullMarked;
