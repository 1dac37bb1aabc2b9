/** A small router: checks a request and finds its handler. It does not depend on the presence store. */
@NullMarked
package io.minimost.presence.servlet.http;

import org.jspecify.annotations.NullMarked;
