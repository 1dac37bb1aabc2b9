/** What a host may want to change about calls and screen shares. */

/**
 * STUN and TURN servers, as RTCPeerConnection takes them. With none, people in one network reach each other; others talk
 * by way of the chat server.
 */
export const ICE_SERVERS = [];

/** So long may a direct connection take, and be away, before the server has to carry what is said. */
export const PATIENCE = 20_000;
