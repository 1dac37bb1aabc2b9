/**
 * The live state of a chat server in one SQLite file, or in PostgreSQL. {@link io.minimost.presence.PresenceStore} is the entry
 * point.
 */
@NullMarked
package io.minimost.presence;

import org.jspecify.annotations.NullMarked;
