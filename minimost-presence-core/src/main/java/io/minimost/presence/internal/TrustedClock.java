package io.minimost.presence.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** See {@link StoreClock#trusted}. */
record TrustedClock(InstantSource source) implements StoreClock {
    @Override
    public Instant now() {
        return source.instant();
    }

    @Override
    public Instant ago(Instant now, Duration age) {
        return StoreClock.earlier(now, age);
    }

    @Override
    public Instant latest(Instant now) {
        return ClockSkew.latest(now);
    }

    @Override
    public void recordSweep() {
        // Its steps are time that has passed, also when no thread ran meanwhile.
    }

    @Override
    public void afterSetBack(Runnable work) {
        // Nobody sets it.
    }
}
