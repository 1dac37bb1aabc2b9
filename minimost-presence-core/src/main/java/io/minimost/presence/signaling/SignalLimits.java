package io.minimost.presence.signaling;

import java.util.Locale;

/**
 * How much may wait for a recipient in a call or screen share. If a file already holds more, because MiniMost or other limits
 * allowed it, that is delivered, too. Immutable.
 *
 * @param maxPayloadBytes the most bytes of a payload in UTF-8, at least 1
 * @param maxSignals the most signals that wait, at least 1
 * @param maxBytes the most bytes of their payloads together, at least {@code maxPayloadBytes}
 * @param page the most signals that one read returns, at least 1
 */
public record SignalLimits(int maxPayloadBytes, int maxSignals, long maxBytes, int page) {
    /** 48 KiB for a payload, 1,000 signals, 4 MiB together, 200 signals in a page. */
    public static final SignalLimits DEFAULT = new SignalLimits(48 << 10, 1000, 4 << 20, 200);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public SignalLimits {
        if (maxPayloadBytes < 1 || maxSignals < 1 || page < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "limits of %d bytes for a signal, %d signals and %d at once must each be at least 1",
                    maxPayloadBytes,
                    maxSignals,
                    page));
        }
        if (maxBytes < maxPayloadBytes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a limit of %d bytes has no room for one signal of %d bytes",
                    maxBytes,
                    maxPayloadBytes));
        }
    }
}
