package io.minimost.presence.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The asynchronous calls of one thread, in order. Many of them are under way at the same time; but an exclusive one begins when all
 * earlier ones are complete, and later ones begin when it is complete.
 */
final class CallerLane {
    private final Consumer<AsyncCall<?>> begin;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int running;
    private boolean isExclusive;

    private record Waiting(AsyncCall<?> call, boolean exclusive) {}

    /** @param begin called for each call when it is its turn; must not wait */
    CallerLane(Consumer<AsyncCall<?>> begin) {
        this.begin = begin;
    }

    synchronized void add(AsyncCall<?> call, boolean exclusive) {
        Waiting added = new Waiting(call, exclusive);
        if (waiting.isEmpty() && mayBegin(added)) {
            begin(added);
        } else {
            waiting.add(added);
        }
    }

    /** One of the calls that have begun is complete. */
    synchronized void ended() {
        running--;
        isExclusive = false;
        for (Waiting next = waiting.peek(); next != null && mayBegin(next); next = waiting.peek()) {
            waiting.remove();
            begin(next);
        }
    }

    private boolean mayBegin(Waiting next) {
        return running == 0 || !(isExclusive || next.exclusive());
    }

    private void begin(Waiting next) {
        running++;
        isExclusive = next.exclusive();
        begin.accept(next.call());
    }
}
