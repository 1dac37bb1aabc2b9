package io.minimost.presence.presence;

import io.minimost.presence.values.PresenceState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code presence}. */
record PresenceRow(long lastSeen, String state, @Nullable String override) {
    /** What others see of it; empty if the user is not listed at that time. */
    Optional<PresenceState> visible(boolean listed) {
        String shown = override == null || override.isEmpty() ? state : override;
        return listed ? Optional.of(VisibleStates.state(shown)) : Optional.empty();
    }

    PresenceState presenceState() {
        return VisibleStates.state(state);
    }
}
