package io.minimost.presence.presence;

import io.minimost.presence.values.Availability;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code mp_status}, or the override of a user, or that they are invisible, in the same form.
 *
 * @param override of the claim by hand: what we wrote to the column {@code override} of {@code presence} with it
 */
record StatusRow(
        String user,
        String source,
        @Nullable String state,
        @Nullable String text,
        @Nullable String emoji,
        @Nullable Double until,
        @Nullable String override) {
    /** The source of a row that is the override of a user. */
    private static final String OVERRIDE = "override";

    /** The source of a row that says that a user is invisible. */
    private static final String INVISIBLE = "invisible";

    static StatusRow of(String user, Status status, @Nullable String override) {
        return new StatusRow(
                user,
                status.source().value(),
                status.availability().map(Availability::value).orElse(null),
                status.text().orElse(null),
                status.emoji().orElse(null),
                status.until().map(EpochSeconds::of).orElse(null),
                override);
    }

    boolean isOf(StatusSource which) {
        return source.equals(which.value());
    }

    boolean isOverride() {
        return source.equals(OVERRIDE);
    }

    boolean isInvisible() {
        return source.equals(INVISIBLE);
    }

    /** Empty if it is of a source that only a newer version knows. A state that only a newer version knows is none. */
    Optional<Status> status() {
        return StatusSource.fromValue(source)
                .map(known -> new Status(
                        known,
                        Optional.ofNullable(state).flatMap(Availability::fromValue),
                        Optional.ofNullable(text),
                        Optional.ofNullable(emoji),
                        Optional.ofNullable(until).map(EpochSeconds::nearestInstant)));
    }
}
