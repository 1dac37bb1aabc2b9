package io.minimost.presence.servlet.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits how many slots are taken at a time, by each user and in total. Thread-safe. */
final class PerUserLimit {
    private final int perUser;
    private final int total;
    private final Map<String, Integer> taken = new HashMap<>();
    private int open;

    PerUserLimit(int perUser, int total) {
        this.perUser = perUser;
        this.total = total;
    }

    /** Takes a slot; to run the result, once or more often, releases it. Empty if there is none left for {@code user}. */
    synchronized Optional<Runnable> take(String user) {
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
