package io.minimost.presence.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts commits by what they may have changed. A commit counts after it is visible and before its caller returns. So an answer
 * whose count was taken before it was read is as new as any later read, as long as the count is the same. Thread-safe.
 *
 * <p>The number of counters is fixed: channels share them by their hash. A channel that shares one is read again too often,
 * never too rarely.
 */
final class ChangeCounts {
    /** The number of counters is two to this power. A server has some hundred channels in which something changes just now. */
    private static final int BITS = 12;

    private final AtomicLong everything = new AtomicLong();
    private final AtomicLongArray some = new AtomicLongArray(1 << BITS);

    /** Records that {@code scope} has changed. */
    void changed(ChangeScope scope) {
        if (scope.kind() == ChangeScope.Kind.EVERYTHING) {
            everything.incrementAndGet();
        } else {
            for (String name : scope.names()) {
                some.incrementAndGet(index(scope.kind(), name));
            }
        }
    }

    /** Greater after each change of {@code scope}. (A sum of counters that only grow changes if any of them does.) */
    long of(ChangeScope scope) {
        long count = everything.get();
        for (String name : scope.names()) {
            count += some.get(index(scope.kind(), name));
        }
        return count;
    }

    private static int index(ChangeScope.Kind kind, String name) {
        int hash = (31 * kind.name().hashCode() + name.hashCode()) * 0x9E3779B9;
        return hash >>> (Integer.SIZE - BITS);
    }
}
