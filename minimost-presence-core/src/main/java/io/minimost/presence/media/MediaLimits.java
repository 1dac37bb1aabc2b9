package io.minimost.presence.media;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of a recording is kept, for viewers who come a little later. The window and {@code maxBytes} hold for a call or
 * screen share as a whole; they are enforced whenever somebody adds to it, and all of it goes when it ends.
 *
 * @param maxChunkBytes how long a piece or a beginning may be, at least 1
 * @param window how long a piece is kept, more than zero
 * @param maxBytes how long the pieces may be together, at least {@code maxChunkBytes}; beginnings do not count
 * @param page how many pieces are handed out at once, at least 1
 * @param liveEdge how many pieces a viewer gets who has none yet, at least 1
 */
public record MediaLimits(int maxChunkBytes, Duration window, long maxBytes, int page, int liveEdge) {
    private static final Duration MAX_WINDOW = Duration.ofDays(366);

    /** 1 MiB for each, 30 seconds, 64 MiB together, 30 at once, 20 to begin with. */
    public static final MediaLimits DEFAULT = new MediaLimits(1 << 20, Duration.ofSeconds(30), 64 << 20, 30, 20);

    /**
     * Sets all limits.
     *
     * @throws IllegalArgumentException if one is too small, or the window longer than a year
     */
    public MediaLimits {
        Objects.requireNonNull(window, "window");
        if (maxChunkBytes < 1 || page < 1 || liveEdge < 1) {
            throw new IllegalArgumentException(
                    "limits of %d bytes for a chunk, %d chunks at once and %d to begin with must each be at least 1"
                            .formatted(maxChunkBytes, page, liveEdge));
        }
        if (maxBytes < maxChunkBytes) {
            throw new IllegalArgumentException(
                    "a limit of %d bytes has no room for one chunk of %d bytes".formatted(maxBytes, maxChunkBytes));
        }
        if (window.isZero() || window.isNegative() || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("window %s is not between 0 and %s".formatted(window, MAX_WINDOW));
        }
    }
}
