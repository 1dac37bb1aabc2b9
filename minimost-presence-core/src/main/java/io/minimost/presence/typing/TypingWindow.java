package io.minimost.presence.typing;

import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.internal.StoreClock;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;

/** For how long a keystroke counts, in whole seconds. */
record TypingWindow(StoreClock clock, Duration length) {
    /** The oldest second that counts at {@code now}. */
    long oldest(Instant now) {
        return EpochSeconds.floor(clock.ago(now, length));
    }

    /** The newest one; a row that is further ahead has expired. */
    long newest(Instant now) {
        return EpochSeconds.floor(clock.latest(now));
    }

    boolean contains(long second, Instant now) {
        return second >= oldest(now) && second <= newest(now);
    }

    /** That typing has ended whose last keystroke was at {@code second}. */
    TypingStopped stop(String user, String channel, long second, Instant now) {
        return new TypingStopped(channel, user, contains(second, now) ? Reason.STOPPED : Reason.EXPIRED, now);
    }
}
