/** Calls to the host, which keep its failures apart from bad input of a client. Not for hosts. */
@NullMarked
package io.minimost.presence.host.guard;

import org.jspecify.annotations.NullMarked;
