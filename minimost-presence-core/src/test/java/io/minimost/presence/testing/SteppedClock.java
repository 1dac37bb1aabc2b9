package io.minimost.presence.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when a test steps it, forwards or backwards. */
public final class SteppedClock implements InstantSource {
    private volatile Instant now;

    public SteppedClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    public void step(Duration duration) {
        now = now.plus(duration);
    }

    public void stepSeconds(long seconds) {
        step(Duration.ofSeconds(seconds));
    }
}
