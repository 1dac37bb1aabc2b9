/**
 * The engine: connections, transactions, schema, dispatch of events. Not API: anything here may change in any release.
 *
 * <p>A few types are public because the capabilities live in packages of their own.
 */
@NullMarked
package io.minimost.presence.internal;

import org.jspecify.annotations.NullMarked;
