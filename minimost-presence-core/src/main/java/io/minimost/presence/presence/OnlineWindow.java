package io.minimost.presence.presence;

import io.minimost.presence.internal.StoreClock;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;

/** For how long a user is listed after a report, in whole seconds. */
record OnlineWindow(StoreClock clock, Duration length) {
    /** The oldest second of a report that counts at {@code now}. */
    long oldest(Instant now) {
        return EpochSeconds.floor(clock.ago(now, length));
    }

    /** The newest one; a user whose report is further ahead of the clock is not listed. */
    long newest(Instant now) {
        return EpochSeconds.floor(clock.latest(now));
    }

    boolean contains(long second, Instant now) {
        return second >= oldest(now) && second <= newest(now);
    }
}
