@NullMarked
package io.minimost.presence.host;

import org.jspecify.annotations.NullMarked;
