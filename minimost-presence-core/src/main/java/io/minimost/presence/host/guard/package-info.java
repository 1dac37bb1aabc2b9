/** Calls to the host, whose failures are kept apart from bad input of a client. Not for hosts. */
@NullMarked
package io.minimost.presence.host.guard;

import org.jspecify.annotations.NullMarked;
