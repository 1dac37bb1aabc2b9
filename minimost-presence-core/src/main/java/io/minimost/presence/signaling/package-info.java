/** The signals (WebRTC offers, answers and candidates) that users in a call or a screen share send each other. */
@NullMarked
package io.minimost.presence.signaling;

import org.jspecify.annotations.NullMarked;
