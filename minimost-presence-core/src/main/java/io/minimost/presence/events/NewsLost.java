package io.minimost.presence.events;

import io.minimost.presence.values.StoreEvent;

/**
 * Some of what other nodes on the database have announced never reached this node, {@link NodeMessage}s included: it was away
 * for too long, or another node had too much to announce. {@link PresenceEvent.ExternalChange} follows, for those who show
 * what the store holds. For the push of this library; not for hosts.
 *
 * @hidden
 */
public record NewsLost() implements StoreEvent {}
