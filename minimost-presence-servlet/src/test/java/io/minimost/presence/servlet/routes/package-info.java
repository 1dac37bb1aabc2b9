@NullMarked
package io.minimost.presence.servlet.routes;

import org.jspecify.annotations.NullMarked;
