@NullMarked
package io.minimost.presence.limits;

import org.jspecify.annotations.NullMarked;
