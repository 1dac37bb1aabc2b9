/** The hub's events over WebSockets: {@link io.minimost.examples.websocket.EventEndpoint} is where to begin. */
@NullMarked
package io.minimost.examples.websocket;

import org.jspecify.annotations.NullMarked;
