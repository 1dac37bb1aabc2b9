@NullMarked
package io.minimost.presence.json;

import org.jspecify.annotations.NullMarked;
