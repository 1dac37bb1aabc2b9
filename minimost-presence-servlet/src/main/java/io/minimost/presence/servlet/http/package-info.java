/** A small router: finds the handler of a request, and refuses what must not reach it. It knows nothing of presence. */
@NullMarked
package io.minimost.presence.servlet.http;

import org.jspecify.annotations.NullMarked;
