package io.minimost.presence.servlet.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many things of a kind (event streams, bodies that are waited for) may be under way at a time. Thread-safe. */
final class PerUserLimit {
    private final int perUser;
    private final int total;
    private final Map<String, Integer> taken = new HashMap<>();
    private int open;

    PerUserLimit(int perUser, int total) {
        this.perUser = perUser;
        this.total = total;
    }

    /** A slot, which is given back by running it, once or more often; empty if there is none left for {@code user}. */
    synchronized Optional<Runnable> take(String user) {
        if (open >= total || taken.getOrDefault(user, 0) >= perUser) {
            return Optional.empty();
        }
        open++;
        taken.merge(user, 1, Integer::sum);
        AtomicBoolean returned = new AtomicBoolean();
        return Optional.of(() -> {
            if (returned.compareAndSet(false, true)) {
                giveBack(user);
            }
        });
    }

    synchronized int open() {
        return open;
    }

    private synchronized void giveBack(String user) {
        open--;
        taken.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
    }
}
