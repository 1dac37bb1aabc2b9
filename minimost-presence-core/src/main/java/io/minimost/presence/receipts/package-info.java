/** Who has read and received what. */
@NullMarked
package io.minimost.presence.receipts;

import org.jspecify.annotations.NullMarked;
