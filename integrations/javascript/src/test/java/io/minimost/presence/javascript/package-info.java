@NullMarked
package io.minimost.presence.javascript;

import org.jspecify.annotations.NullMarked;
