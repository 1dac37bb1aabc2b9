package io.minimost.presence.events;

import java.util.List;

/**
 * What the log held at one moment.
 *
 * @param after the sequence behind which was asked
 * @param newest the newest that was ever in the log, a moment before {@code facts} were read
 * @param facts in their order, {@link #SIZE} at most
 */
record LogPage(long after, long newest, List<LoggedFact> facts) {
    static final int SIZE = 1000;

    boolean isFull() {
        return facts.size() == SIZE;
    }

    /** Whether nothing is missing between {@code after} and the facts, or the end of the log if there are none. */
    boolean isComplete() {
        return facts.isEmpty() ? newest == after : facts.get(0).sequence() == after + 1;
    }
}
