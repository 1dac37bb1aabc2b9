package io.minimost.presence.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** What was recorded by other threads, for a test that waits for it. Thread-safe. */
final class Recording<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<T> all = new ArrayList<>();

    void add(T one) {
        locked(() -> {
            all.add(one);
            changed.signalAll();
            return one;
        });
    }

    /** Lets those who wait look again. */
    void touch() {
        locked(() -> {
            changed.signalAll();
            return all;
        });
    }

    List<T> all() {
        return locked(() -> List.copyOf(all));
    }

    List<T> take() {
        return locked(() -> {
            List<T> taken = List.copyOf(all);
            all.clear();
            return taken;
        });
    }

    /** What {@code look} finds in what was recorded, as soon as it does; empty if it does not in time. */
    <R> Optional<R> await(Duration atMost, Function<List<T>, Optional<R>> look) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            Optional<R> found = look.apply(List.copyOf(all));
            while (found.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                found = look.apply(List.copyOf(all));
            }
            return found;
        } catch (InterruptedException e) {
            throw Interrupted.whileWaiting(e);
        } finally {
            lock.unlock();
        }
    }

    private <R> R locked(Supplier<R> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    static String seconds(Duration time) {
        return TimeUnit.NANOSECONDS.toMillis(time.toNanos()) / 1000.0 + " s";
    }
}
