/**
 * Connections, transactions, schema, delivery of events. Not API: anything here may change in any release.
 *
 * <p>A few types are public because each capability has its own package.
 */
@NullMarked
package io.minimost.presence.internal;

import org.jspecify.annotations.NullMarked;
