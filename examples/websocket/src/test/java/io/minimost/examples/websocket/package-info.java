@NullMarked
package io.minimost.examples.websocket;

import org.jspecify.annotations.NullMarked;
