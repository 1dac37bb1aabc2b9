/** The exceptions for database failures. */
@NullMarked
package io.minimost.presence.errors;

import org.jspecify.annotations.NullMarked;
