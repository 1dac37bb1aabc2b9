package io.minimost.presence.limits;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits how much is under way at a time, of each user and altogether. Thread-safe. */
public final class ConcurrencyLimiter {
    private final int perUser;
    private final int total;
    private final Map<String, Integer> taken = new HashMap<>();
    private int open;

    /**
     * A limiter whose slots are all free.
     *
     * @param perUser how many slots each user has
     * @param total how many there are altogether
     * @throws IllegalArgumentException if one of them is negative
     */
    public ConcurrencyLimiter(int perUser, int total) {
        if (perUser < 0 || total < 0) {
            throw new IllegalArgumentException(
                    perUser + " slots of a user and " + total + " of all must not be negative");
        }
        this.perUser = perUser;
        this.total = total;
    }

    /**
     * Takes a slot. Running the result releases it; running it again has no effect. Empty if there is none left for {@code user}.
     */
    public synchronized Optional<Runnable> take(String user) {
        Objects.requireNonNull(user, "user");
        if (open >= total || taken.getOrDefault(user, 0) >= perUser) {
            return Optional.empty();
        }
        open++;
        taken.merge(user, 1, Integer::sum);
        AtomicBoolean released = new AtomicBoolean();
        return Optional.of(() -> {
            if (released.compareAndSet(false, true)) {
                release(user);
            }
        });
    }

    synchronized int open() {
        return open;
    }

    private synchronized void release(String user) {
        open--;
        taken.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
    }
}
