/**
 * Values that every capability shares: names, channel identifiers, time in seconds.
 *
 * <p>A value that exists is valid: everything here refuses what must not reach the database.
 */
@NullMarked
package io.minimost.presence.values;

import org.jspecify.annotations.NullMarked;
