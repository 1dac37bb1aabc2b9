package io.minimost.presence.signaling;

/**
 * How much may wait for one recipient in one call or screen share. Signals that a file already holds beyond a limit stay,
 * and are delivered.
 *
 * @param maxPayloadBytes how long the payload of a signal may be, in bytes of UTF-8, at least 1
 * @param maxSignals how many signals may wait, at least 1
 * @param maxBytes how long their payloads may be together, at least {@code maxPayloadBytes}
 * @param page how many signals are handed out at once, at least 1
 */
public record SignalLimits(int maxPayloadBytes, int maxSignals, long maxBytes, int page) {
    /** 48 KiB for each, 1,000 signals, 4 MiB together, 200 at once. */
    public static final SignalLimits DEFAULT = new SignalLimits(48 << 10, 1000, 4 << 20, 200);

    /**
     * Sets all limits.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public SignalLimits {
        if (maxPayloadBytes < 1 || maxSignals < 1 || page < 1) {
            throw new IllegalArgumentException(
                    "limits of %d bytes for a signal, %d signals and %d at once must each be at least 1"
                            .formatted(maxPayloadBytes, maxSignals, page));
        }
        if (maxBytes < maxPayloadBytes) {
            throw new IllegalArgumentException(
                    "a limit of %d bytes has no room for one signal of %d bytes".formatted(maxBytes, maxPayloadBytes));
        }
    }
}
