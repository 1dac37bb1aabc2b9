/** The recordings that the users in a call or a screen share send each other if their browsers cannot connect. */
@NullMarked
package io.minimost.presence.media;

import org.jspecify.annotations.NullMarked;
