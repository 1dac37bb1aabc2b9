/**
 * Values that all capabilities share: names, channel identifiers, time in seconds.
 *
 * <p>Every instance is valid: constructors and methods refuse what must not reach the database.
 */
@NullMarked
package io.minimost.presence.values;

import org.jspecify.annotations.NullMarked;
