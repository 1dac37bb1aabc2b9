@NullMarked
package io.minimost.presence.stats;

import org.jspecify.annotations.NullMarked;
