@NullMarked
package io.minimost.presence.answers;

import org.jspecify.annotations.NullMarked;
