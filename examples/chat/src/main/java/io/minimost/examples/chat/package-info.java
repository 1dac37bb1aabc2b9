/** A small chat on minimost-presence, to look at and to copy from. Start with {@code ChatServer}. */
@NullMarked
package io.minimost.examples.chat;

import org.jspecify.annotations.NullMarked;
