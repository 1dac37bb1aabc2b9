/** The answers that many clients ask for again and again, each read once per change. Not exported, except to the servlet module. */
@NullMarked
package io.minimost.presence.answers;

import org.jspecify.annotations.NullMarked;
