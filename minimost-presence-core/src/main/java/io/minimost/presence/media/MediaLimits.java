package io.minimost.presence.media;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How much of a recording is kept, for viewers who join a little later. {@code window} and {@code maxBytes} apply to a call or
 * screen share as a whole, and are enforced when a media chunk is appended to it. Immutable.
 *
 * @param maxChunkBytes the most bytes of an init chunk or media chunk, at least 1
 * @param window how long a media chunk is kept, more than zero and at most 366 days
 * @param maxBytes the most bytes of all media chunks together, at least {@code maxChunkBytes}; init chunks do not count
 * @param page the most media chunks in a page, at least 1
 * @param liveEdge how many of the newest media chunks a new viewer receives, at least 1
 */
public record MediaLimits(int maxChunkBytes, Duration window, long maxBytes, int page, int liveEdge) {
    private static final Duration MAX_WINDOW = Duration.ofDays(366);

    /** 1 MiB for a chunk, 30 seconds, 64 MiB together, 30 chunks in a page, 20 for a new viewer. */
    public static final MediaLimits DEFAULT = new MediaLimits(1 << 20, Duration.ofSeconds(30), 64 << 20, 30, 20);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is too small, or the window is too long
     */
    public MediaLimits {
        Objects.requireNonNull(window, "window");
        if (maxChunkBytes < 1 || page < 1 || liveEdge < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "limits of %d bytes for a chunk, %d chunks at once and %d to begin with must each be at least 1",
                    maxChunkBytes,
                    page,
                    liveEdge));
        }
        if (maxBytes < maxChunkBytes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a limit of %d bytes has no room for one chunk of %d bytes", maxBytes, maxChunkBytes));
        }
        if (window.isZero() || window.isNegative() || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "window %s is not between 0 and %s", window, MAX_WINDOW));
        }
    }
}
