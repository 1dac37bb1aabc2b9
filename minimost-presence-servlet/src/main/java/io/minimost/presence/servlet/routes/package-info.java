/** The routes of MiniMost: a table, and a file for each feature. */
@NullMarked
package io.minimost.presence.servlet.routes;

import org.jspecify.annotations.NullMarked;
