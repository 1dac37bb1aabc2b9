/** The routes of MiniMost: a table, and a class for each feature. */
@NullMarked
package io.minimost.presence.servlet.routes;

import org.jspecify.annotations.NullMarked;
