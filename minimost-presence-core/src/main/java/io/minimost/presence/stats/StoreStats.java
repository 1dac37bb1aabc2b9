package io.minimost.presence.stats;

/**
 * Everything that a store knows about itself.
 *
 * @param activity what this store has done since it was opened
 * @param database what its database holds now
 */
public record StoreStats(StoreActivity activity, DatabaseStats database) {}
