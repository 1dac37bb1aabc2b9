/** MiniMost's JSON shapes, written once for HTTP and push. Not for hosts. */
@NullMarked
package io.minimost.presence.json;

import org.jspecify.annotations.NullMarked;
