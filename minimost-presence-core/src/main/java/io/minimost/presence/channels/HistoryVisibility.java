package io.minimost.presence.channels;

import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How much of a channel's history a new member may see. Immutable. */
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

    /** All messages. */
    public static HistoryVisibility all() {
        return new HistoryVisibility(Kind.ALL, Instant.EPOCH);
    }

    /** Only messages sent after the member joined, as in MiniMost. */
    public static HistoryVisibility fromNow() {
        return new HistoryVisibility(Kind.FROM_NOW, Instant.EPOCH);
    }

    /**
     * Only messages sent at {@code time} or later.
     *
     * @throws IllegalArgumentException if {@code time} is outside the range of the file, hundreds of millions of years away
     */
    public static HistoryVisibility since(Instant time) {
        return new HistoryVisibility(Kind.SINCE, EpochSeconds.asStored(Objects.requireNonNull(time, "time")));
    }

    /** The time from which messages are visible, for a member who joins {@code now}; empty if all are. */
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
