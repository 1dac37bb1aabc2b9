@NullMarked
package io.minimost.presence.servlet;

import org.jspecify.annotations.NullMarked;
