/** The one family of exceptions for a database that fails. */
@NullMarked
package io.minimost.presence.errors;

import org.jspecify.annotations.NullMarked;
