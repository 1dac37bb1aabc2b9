package io.minimost.presence.push;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a stream has still to say. It is bounded: of a current value only the newest waits, and who types and who is online
 * goes first when there is too much. Thread-safe.
 */
final class OutboundQueue {
    static final int MAX_WAITING = 64;
    static final int MAX_WAITING_BYTES = 256 * 1024;

    private final boolean manyChannels;

    /** What the stream begins with; not bounded, because it may be a long list of people. */
    private final Deque<EventFrame> beginning = new ArrayDeque<>();

    private final Deque<EventFrame> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long knownFacts;
    private Set<Object> begunWith = Set.of();
    private boolean begun;
    private boolean missedSome;
    private boolean finishing;
    private boolean closed;

    /** @param manyChannels whether the stream is about several channels */
    OutboundQueue(boolean manyChannels) {
        this.manyChannels = manyChannels;
    }

    /**
     * What goes before everything that was offered. What is in it is left out when it is offered, before or after this.
     *
     * @param known the number of the last fact that is in it
     */
    synchronized void beginWith(List<EventFrame> frames, long known) {
        beginning.addAll(frames);
        knownFacts = known;
        begunWith = frames.stream().flatMap(frame -> frame.identity().stream()).collect(Collectors.toUnmodifiableSet());
        begun = true;
        removeIf(frame -> isKnown(frame) || frames.stream().anyMatch(frame::repeats));
    }

    /** From now on the events of the host that the connection began with are no longer left out. */
    synchronized void forgetBeginning() {
        begunWith = Set.of();
    }

    /** All that is said, even if it was to be less. What was offered is left out. */
    synchronized void sayOnly(List<EventFrame> frames, EventFrame last) {
        beginning.addAll(frames);
        clearWaiting();
        finishing = false;
        finish(last);
    }

    /**
     * Adds {@code frame}, unless the client has it already, or nothing more is said.
     *
     * @return false if there is no place for it, and it must not be missed
     */
    synchronized boolean offer(EventFrame frame) {
        if (closed || finishing || isKnown(frame)) {
            return true;
        }
        removeIf(frame::isNewerThan);
        if (!fits(frame)) {
            missedSome |= removeIf(EventFrame::isDispensable);
        }
        if (fits(frame)) {
            add(frame);
        } else if (frame.isDispensable()) {
            missedSome = true;
        } else {
            return false;
        }
        return true;
    }

    /** Leaves {@code frame} out, which may not be sent. */
    synchronized void skip(EventFrame frame) {
        missedSome |= frame.isCurrentValue();
    }

    /** Ends with {@code last}, if it does not end already. */
    synchronized void finish(EventFrame last) {
        if (!finishing) {
            finishing = true;
            add(last);
        }
    }

    /** Forgets everything. Returns whether it has not been closed before. */
    synchronized boolean close() {
        boolean wasOpen = !closed;
        closed = true;
        beginning.clear();
        clearWaiting();
        return wasOpen;
    }

    /**
     * What is to be sent next; null if there is nothing.
     *
     * @param permitted whether a frame may still be sent; the others are dropped
     */
    synchronized @Nullable EventFrame next(Predicate<EventFrame> permitted) {
        EventFrame next = poll();
        while (next != null && !permitted.test(next)) {
            skip(next);
            next = poll();
        }
        return next;
    }

    private @Nullable EventFrame poll() {
        EventFrame first = beginning.poll();
        if (first != null) {
            return first;
        }
        EventFrame next = waiting.poll();
        waitingBytes -= next == null ? 0 : length(next);
        return next;
    }

    /** Whether all was said, and current values were left out on the way. Says so once. */
    synchronized boolean hasCaughtUp() {
        boolean caughtUp = missedSome && isEmpty() && !finishing;
        missedSome &= !caughtUp;
        return caughtUp;
    }

    /** Whether it was given what it begins with. */
    synchronized boolean hasBegun() {
        return begun;
    }

    synchronized boolean isEmpty() {
        return beginning.isEmpty() && waiting.isEmpty();
    }

    /** Whether all was said, and nothing more will be. */
    synchronized boolean isFinished() {
        return finishing && isEmpty();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private boolean isKnown(EventFrame frame) {
        return frame.isWithin(knownFacts)
                || (!begunWith.isEmpty()
                        && frame.identity().filter(begunWith::contains).isPresent());
    }

    private void clearWaiting() {
        waiting.clear();
        waitingBytes = 0;
    }

    private void add(EventFrame frame) {
        waiting.add(frame);
        waitingBytes += length(frame);
    }

    /** A single frame always does, however long it is. */
    private boolean fits(EventFrame frame) {
        return waiting.isEmpty() || (waiting.size() < MAX_WAITING && waitingBytes + length(frame) <= MAX_WAITING_BYTES);
    }

    private boolean removeIf(Predicate<EventFrame> condition) {
        boolean removed = false;
        for (Iterator<EventFrame> frames = waiting.iterator(); frames.hasNext(); ) {
            EventFrame frame = frames.next();
            if (condition.test(frame)) {
                frames.remove();
                waitingBytes -= length(frame);
                removed = true;
            }
        }
        return removed;
    }

    private int length(EventFrame frame) {
        return frame.event(manyChannels).size();
    }
}
