package io.minimost.presence.presence;

import io.minimost.presence.internal.StoreClock;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;

/** How long a session lives after it was heard. Times are in seconds since 1970. */
record SessionLease(StoreClock clock, Duration length) {
    /** What is left when the last stream of a session has ended: time for a browser to connect again. */
    static final Duration AFTER_LAST_STREAM = Duration.ofSeconds(10);

    private static final int PARTS = 3;

    /** Leases that ended before this time are over at {@code now}. Time in which nobody could be heard does not count. */
    double over(Instant now) {
        return EpochSeconds.of(clock.ago(now, length)) + seconds();
    }

    /**
     * Sessions that were heard later than this are from before the clock was set back. Not what is only a little later: a
     * write may have waited for others since it looked at the clock.
     */
    double newest(Instant now) {
        return EpochSeconds.of(clock.latest(now)) + seconds();
    }

    /** When the lease of a session ends that is heard at {@code now}. */
    double end(Instant now) {
        return EpochSeconds.of(now) + seconds();
    }

    /** When it ends at the latest if its last stream has ended at {@code now}. */
    static double endWithoutStream(Instant now) {
        return EpochSeconds.of(now.plus(AFTER_LAST_STREAM));
    }

    boolean isLive(SessionRow row, Instant now) {
        return row.until() >= over(now) && row.heard() <= newest(now);
    }

    /** Whether a heartbeat at {@code now} need not be written: less than a third of the lease has passed. */
    boolean isFresh(SessionRow row, Instant now) {
        return isLive(row, now) && row.until() > EpochSeconds.of(now) + seconds() * (PARTS - 1) / PARTS;
    }

    double seconds() {
        return length.toNanos() / 1e9;
    }
}
