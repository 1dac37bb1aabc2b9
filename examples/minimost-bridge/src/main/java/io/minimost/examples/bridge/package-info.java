/** A MiniMost whose live state is served by minimost-presence. Start with {@code Bridge}. */
@NullMarked
package io.minimost.examples.bridge;

import org.jspecify.annotations.NullMarked;
