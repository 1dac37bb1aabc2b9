/** The settings of calls and screen shares. */

/**
 * STUN and TURN servers, as RTCPeerConnection takes them. With none, users in one network reach each other; others use
 * the relay of the chat server.
 */
export const ICE_SERVERS = [];

/** How long a direct connection may take, or be lost, before the relay is used. */
export const RELAY_AFTER = 20_000;
