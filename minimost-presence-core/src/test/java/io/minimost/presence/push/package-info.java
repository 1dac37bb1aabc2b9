@NullMarked
package io.minimost.presence.push;

import org.jspecify.annotations.NullMarked;
