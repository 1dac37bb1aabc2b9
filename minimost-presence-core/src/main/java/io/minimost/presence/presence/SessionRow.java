package io.minimost.presence.presence;

import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code mp_sessions}; the anonymous session has an empty id. */
record SessionRow(
        String id,
        String kind,
        String state,
        double heard,
        @Nullable Double active,
        double until) {
    /** The id of what is heard of a user without an id. */
    static final String ANONYMOUS = "";

    boolean isAnonymous() {
        return id.equals(ANONYMOUS);
    }

    PresenceState presenceState() {
        return VisibleStates.state(state);
    }

    Session session() {
        return new Session(
                id,
                // An unknown kind, from a newer version.
                SessionKind.fromValue(kind).orElse(SessionKind.WEB),
                presenceState(),
                EpochSeconds.nearestInstant(heard),
                Optional.ofNullable(active).map(EpochSeconds::nearestInstant),
                EpochSeconds.nearestInstant(until));
    }
}
