package io.minimost.presence.values;

/**
 * What a store publishes with a commit: a {@code PresenceEvent}, or the {@code LoggedFact} that the event log has of it. A type
 * of its own, because the engine below passes them on without knowing them.
 */
public interface StoreEvent {}
