package io.minimost.presence.events;

import java.util.List;

/**
 * A page of the log.
 *
 * @param after the requested sequence; the page begins after it
 * @param newest the newest sequence ever in the log, read just before {@code facts}
 * @param facts in the order of their sequence, at most {@link #SIZE}
 */
record LogPage(long after, long newest, List<LoggedFact> facts) {
    static final int SIZE = 1000;

    boolean isFull() {
        return facts.size() == SIZE;
    }

    /** Whether no fact is missing between {@code after} and the first fact of the page, or the end of the log if it has none. */
    boolean isComplete() {
        return facts.isEmpty() ? newest == after : facts.get(0).sequence() == after + 1;
    }
}
