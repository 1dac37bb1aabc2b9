package io.minimost.presence.json;

import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.UserPresence;
import java.util.Optional;
import java.util.Set;

/**
 * The override of their state that a user chooses.
 *
 * @param override empty to end it
 */
public record OverrideInput(Optional<PresenceOverride> override) {
    private static final Set<String> NONE = Set.of("", "auto");

    /** Empty if there is no such override: as in MiniMost that is no error, and stores nothing. */
    public static Optional<OverrideInput> of(JsonObject input) {
        boolean isEnded = !input.has("override")
                || input.word("override", Optional::of).filter(NONE::contains).isPresent();
        return isEnded
                ? Optional.of(new OverrideInput(Optional.empty()))
                : input.word("override", PresenceOverride::fromValue)
                        .map(override -> new OverrideInput(Optional.of(override)));
    }

    /** Stores that {@code user} has it. */
    public void store(UserPresence presence, String user) {
        override.ifPresentOrElse(chosen -> presence.setOverride(user, chosen), () -> presence.clearOverride(user));
    }
}
