/**
 * The HTTP routes of the presence store, as a servlet filter for an application.
 *
 * <p>Start at {@link io.minimost.presence.servlet.PresenceFilter}. A host implements {@link
 * io.minimost.presence.servlet.CurrentUser} and {@link io.minimost.presence.host.ChannelAccess} where the defaults do
 * not fit.
 */
@NullMarked
package io.minimost.presence.servlet;

import org.jspecify.annotations.NullMarked;
