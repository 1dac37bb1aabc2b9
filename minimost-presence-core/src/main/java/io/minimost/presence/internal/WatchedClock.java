package io.minimost.presence.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * See {@link StoreClock#watched}. It notices that the clock was set by comparing it with {@code nanoTime}, and that the
 * process stood still by a sweep that comes late. Both leave a {@link Gap} in its time.
 */
final class WatchedClock implements StoreClock {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedClock.class);

    /** A time service that corrects the clock slowly moves it by less than this between two sweeps. */
    private static final long MIN_JUMP_MILLIS = 1000;

    /** Sweeps come five times a second. */
    private static final long MAX_LATENESS_NANOS = 2_000_000_000;

    /**
     * Pauses are longer than two seconds, so an hour has fewer. Older gaps matter to none but the longest deadlines, and are
     * joined.
     */
    private static final int MAX_GAPS = 2000;

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /** How often the clock was set back. */
    private volatile int setBacks;

    /** The number of those that {@link #afterSetBack} has dealt with. */
    private volatile int setBacksDone;

    /** How far the wall clock is ahead of the {@code nanoTime} since the start. */
    private volatile long offsetMillis;

    private volatile boolean hasSweeps;
    private volatile long lastSweepNanos;

    /** The newest first. */
    private volatile List<Gap> gaps = List.of();

    /**
     * A step of the wall clock in which nothing could happen; or, if {@code length} is negative, a step back.
     *
     * @param end the time after the step
     */
    private record Gap(Instant end, Duration length) {}

    WatchedClock(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
        offsetMillis = offset(wall.instant());
    }

    @Override
    public Instant now() {
        Instant now = wall.instant();
        long offset = offset(now);
        if (Math.abs(offset - offsetMillis) >= MIN_JUMP_MILLIS) {
            recordJump(now, offset);
        }
        return now;
    }

    @Override
    public Instant ago(Instant now, Duration age) {
        Instant time = StoreClock.earlier(now, age);
        if (hasSweeps) {
            long late = lateness();
            if (late > MAX_LATENESS_NANOS) {
                // A sweep will record it.
                time = StoreClock.earlier(time, Duration.ofNanos(late - MAX_LATENESS_NANOS));
            }
        }
        return beforeGaps(time);
    }

    @Override
    public void recordSweep() {
        // Once: a pause between two readings would be lost.
        long nanos = nanoTime.getAsLong();
        Instant now = now();
        long late = hasSweeps ? nanos - lastSweepNanos : 0;
        if (late > MAX_LATENESS_NANOS) {
            // Without the time that may always pass between two sweeps, so that no deadline jumps.
            Duration pause = Duration.ofNanos(late - MAX_LATENESS_NANOS);
            LOG.info("the process stood still, so deadlines are later by {}", pause);
            add(new Gap(now, pause));
        }
        lastSweepNanos = nanos;
        hasSweeps = true;
        follow(now);
    }

    @Override
    public Instant latest(Instant now) {
        return setBacks == setBacksDone ? ClockSkew.latest(now) : Instant.MAX;
    }

    @Override
    public void afterSetBack(Runnable work) {
        now();
        int before = setBacks;
        if (before != setBacksDone) {
            work.run();
            // The clock may have been set again meanwhile.
            setBacksDone = before;
        }
    }

    /** The same time on the clock as it was then; but times that were ahead when it was set back count as of that moment. */
    private Instant beforeGaps(Instant time) {
        Instant then = time;
        Instant latest = Instant.MAX;
        for (Gap gap : gaps) {
            if (!then.isBefore(gap.end)) {
                break; // So it is also after all older ones.
            }
            then = StoreClock.earlier(then, gap.length);
            latest = gap.end.isBefore(latest) ? gap.end : latest;
        }
        return then.isBefore(latest) ? then : latest;
    }

    private synchronized void recordJump(Instant now, long offset) {
        long jump = offset - offsetMillis;
        if (Math.abs(jump) >= MIN_JUMP_MILLIS) {
            offsetMillis = offset;
            Duration length = Duration.ofMillis(jump);
            LOG.info("the clock of the machine was set by {}, and deadlines with it", length);
            add(new Gap(now, length));
            if (jump < 0) {
                setBacks++;
            }
        }
    }

    /** Takes small corrections of the clock for what they are, so that they do not add up to a jump. */
    private synchronized void follow(Instant now) {
        long offset = offset(now);
        if (Math.abs(offset - offsetMillis) < MIN_JUMP_MILLIS) {
            offsetMillis = offset;
        }
    }

    private synchronized void add(Gap gap) {
        List<Gap> all = new ArrayList<>(List.of(gap));
        all.addAll(gaps);
        if (all.size() > MAX_GAPS) {
            Gap oldest = all.remove(MAX_GAPS);
            Gap next = all.remove(MAX_GAPS - 1);
            all.add(new Gap(next.end, next.length.plus(oldest.length)));
        }
        gaps = List.copyOf(all);
    }

    private long lateness() {
        return nanoTime.getAsLong() - lastSweepNanos;
    }

    private long offset(Instant now) {
        return now.toEpochMilli() - (nanoTime.getAsLong() - startNanos) / 1_000_000;
    }
}
