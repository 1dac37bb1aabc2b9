package io.minimost.presence.spring;

import io.minimost.presence.PresenceStoreBuilder;

/**
 * Changes the settings of the store that have no property. Declare it as a bean; several are called in their order, each after the
 * properties were applied.
 */
@FunctionalInterface
public interface PresenceStoreCustomizer {
    /** Changes {@code builder}, of which the store is opened next. */
    void customize(PresenceStoreBuilder builder);
}
