package io.minimost.presence.channels;

import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How much of a channel's past a new member may see. Immutable. */
public final class HistoryVisibility {
    private final Kind kind;
    private final Instant since;

    private enum Kind {
        ALL,
        FROM_NOW,
        SINCE
    }

    private HistoryVisibility(Kind kind, Instant since) {
        this.kind = kind;
        this.since = since;
    }

    /** Everything. */
    public static HistoryVisibility all() {
        return new HistoryVisibility(Kind.ALL, Instant.EPOCH);
    }

    /** Nothing that was said before he joined, as in MiniMost. */
    public static HistoryVisibility fromNow() {
        return new HistoryVisibility(Kind.FROM_NOW, Instant.EPOCH);
    }

    /**
     * What was said at {@code time} or later.
     *
     * @throws IllegalArgumentException if {@code time} is hundreds of millions of years away, where the file ends
     */
    public static HistoryVisibility since(Instant time) {
        return new HistoryVisibility(Kind.SINCE, EpochSeconds.asStored(Objects.requireNonNull(time, "time")));
    }

    /** The first moment that is visible; empty if all are. */
    Optional<Instant> start(Instant now) {
        return switch (kind) {
            case ALL -> Optional.empty();
            case FROM_NOW -> Optional.of(now);
            case SINCE -> Optional.of(since);
        };
    }

    @Override
    public String toString() {
        return kind == Kind.SINCE ? "SINCE " + since : kind.name();
    }
}
