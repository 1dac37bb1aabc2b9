/** Who has read what. */
@NullMarked
package io.minimost.presence.receipts;

import org.jspecify.annotations.NullMarked;
