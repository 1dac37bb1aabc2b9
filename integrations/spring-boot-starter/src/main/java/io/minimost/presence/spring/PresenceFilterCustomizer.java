package io.minimost.presence.spring;

import io.minimost.presence.servlet.PresenceFilterBuilder;

/**
 * Changes the settings of the filter that have no property. Declare it as a bean; several are called in their order, each after the
 * properties and the beans of the application were applied.
 */
@FunctionalInterface
public interface PresenceFilterCustomizer {
    /** Changes {@code builder}, of which the filter is built next. */
    void customize(PresenceFilterBuilder builder);
}
