@NullMarked
package io.minimost.presence.servlet.http;

import org.jspecify.annotations.NullMarked;
