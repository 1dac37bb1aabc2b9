/** How often one user may do something. */
@NullMarked
package io.minimost.presence.servlet.limits;

import org.jspecify.annotations.NullMarked;
