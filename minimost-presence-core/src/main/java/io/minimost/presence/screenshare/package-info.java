/** Screens that users share with a channel, and the signals and media between sharers and viewers. */
@NullMarked
package io.minimost.presence.screenshare;

import org.jspecify.annotations.NullMarked;
