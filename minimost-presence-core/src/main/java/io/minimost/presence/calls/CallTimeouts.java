package io.minimost.presence.calls;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How long calls wait for answers and heartbeats. Immutable.
 *
 * @param ring how long a client rings
 * @param heartbeat how long after its last heartbeat a client is lost, and its user is removed from the call
 * @param goneReportGrace the same if another user in the call reports that the client is gone; at most {@code heartbeat}
 */
public record CallTimeouts(Duration ring, Duration heartbeat, Duration goneReportGrace) {
    // Initialized before DEFAULT, which is checked against it.
    private static final Duration LONGEST = Duration.ofDays(1);

    /** MiniMost's time-outs: 30 seconds, 60 seconds, 12 seconds. */
    public static final CallTimeouts DEFAULT =
            new CallTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(12));

    /**
     * Checks the time-outs.
     *
     * @throws IllegalArgumentException if one is not between a second and a day, or {@code goneReportGrace} is longer than
     *     {@code heartbeat}
     */
    public CallTimeouts {
        require("ring time-out", ring);
        require("heartbeat time-out", heartbeat);
        require("gone report time-out", goneReportGrace);
        if (goneReportGrace.compareTo(heartbeat) > 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "gone report time-out %s is longer than heartbeat time-out %s",
                    goneReportGrace,
                    heartbeat));
        }
    }

    private static void require(String what, Duration timeout) {
        Objects.requireNonNull(timeout, what);
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %s is not between 1 second and %s", what, timeout, LONGEST));
        }
    }
}
