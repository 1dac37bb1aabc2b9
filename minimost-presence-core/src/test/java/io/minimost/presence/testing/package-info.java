/** What all tests share: a store with a clock to step, a second connection, the leak gate, hostile input. */
@NullMarked
package io.minimost.presence.testing;

import org.jspecify.annotations.NullMarked;
