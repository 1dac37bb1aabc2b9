/**
 * Calls to the host, which keep its failures apart from bad input of a client, and what clients do by the rules of both the host
 * and the store. Not for hosts.
 */
@NullMarked
package io.minimost.presence.host.guard;

import org.jspecify.annotations.NullMarked;
