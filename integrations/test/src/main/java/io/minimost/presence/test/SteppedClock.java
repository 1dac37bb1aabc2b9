package io.minimost.presence.test;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that moves only when a test moves it, and then sweeps the stores that follow it, as their own timers would.
 *
 * <pre>{@code
 * store.typing().start("alice", "general");
 * clock.advance(Duration.ofSeconds(6));   // publishes TypingStopped, at the second at which it ended
 * }</pre>
 *
 * <p>A {@link PresenceStoreExtension} connects it with its store. A store of your own takes it with
 * {@code PresenceStore.builder().clock(clock).manualSweeps()}, and {@link #sweeps} then. No method takes null. Thread-safe;
 * but two threads that move the clock at the same time spoil each other's tests.
 */
public final class SteppedClock implements InstantSource {
    /** How often a store is swept while time advances: five times a second, as its own timer does it. */
    public static final Duration STEP = Duration.ofMillis(200);

    /** The same for more than {@link #LONG}: once a second, which is exact for whatever ends at a whole second. */
    public static final Duration LONG_STEP = Duration.ofSeconds(1);

    /** What counts as a long time: more than two minutes. */
    public static final Duration LONG = Duration.ofMinutes(2);

    private final List<PresenceStore> stores = new CopyOnWriteArrayList<>();
    private volatile Time time;

    private record Time(Instant now, long nanos) {
        Time advanced(Instant to) {
            return new Time(to, nanos + Duration.between(now, to).toNanos());
        }

        Time set(Instant to) {
            return new Time(to, nanos);
        }
    }

    /** A clock that stands at {@code start}. */
    public SteppedClock(Instant start) {
        time = new Time(Objects.requireNonNull(start, "start"), 0);
    }

    /** The time at which the clock stands. */
    @Override
    public Instant instant() {
        return time.now();
    }

    /**
     * Nanoseconds that nobody sets: they move with {@link #advance} only. For whatever takes a {@link System#nanoTime}, such as
     * {@code EventHub.builder(store).nanoTime(clock::nanoTime)} and {@code new RateLimiters(rates, clock::nanoTime)}.
     */
    public long nanoTime() {
        return time.nanos();
    }

    /**
     * Lets {@code length} pass, in steps of {@link #STEP} (or of {@link #LONG_STEP}, if it is {@link #LONG}), with a sweep after each.
     * Whatever ends by time ends in order, and its events are published at their times. When this returns, listeners have received
     * them. Zero sweeps once. A clock that sweeps no store moves at once.
     *
     * @throws IllegalArgumentException if {@code length} is negative; that is a {@link #jump}
     */
    public void advance(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException(
                    length + " is negative: time does not pass backwards, but jump sets the clock back");
        }
        Duration step = length.compareTo(LONG) > 0 ? LONG_STEP : STEP;
        Instant end = instant().plus(length);
        if (stores.isEmpty()) {
            time = time.advanced(end);
            return;
        }
        do {
            Instant next = next(instant(), step);
            time = time.advanced(next.isBefore(end) ? next : end);
            sweep();
        } while (instant().isBefore(end));
    }

    /** The same for whole seconds. */
    public void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    /**
     * Sets the clock forward or back, as on a machine that was suspended or whose clock was set: nobody sweeps in between, but once
     * afterwards. {@link #nanoTime} stands still. A store trusts the clock that it was given: for it, the jump is time that has
     * passed.
     */
    public void jump(Duration length) {
        set(instant().plus(length));
        sweep();
    }

    /** Sets the clock, without a sweep: what ended meanwhile is not published yet. */
    public void set(Instant instant) {
        time = time.set(Objects.requireNonNull(instant, "instant"));
    }

    /** Sweeps {@code store} after each step, until it is closed. */
    public void sweeps(PresenceStore store) {
        stores.add(Objects.requireNonNull(store, "store"));
    }

    /** Sweeps the stores once, and waits until their listeners have received the events. */
    public void sweep() {
        for (PresenceStore store : List.copyOf(stores)) {
            try {
                store.sweep();
                Delivery.await(store);
            } catch (PresenceStoreException.Closed e) {
                stores.remove(store);
            }
        }
    }

    /** The next multiple of {@code step} after {@code time}. Those of a second are multiples of all steps. */
    private static Instant next(Instant time, Duration step) {
        Duration inSecond = Duration.between(time.truncatedTo(ChronoUnit.SECONDS), time);
        return time.plus(step).minusNanos(inSecond.toNanos() % step.toNanos());
    }

    @Override
    public String toString() {
        return "SteppedClock at " + instant();
    }
}
