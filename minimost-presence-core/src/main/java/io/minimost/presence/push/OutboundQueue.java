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
 * The frames that wait to be sent on a connection. It is bounded: of a current value only the newest waits, and typing
 * and online users are dropped first when there is too much. Thread-safe.
 */
final class OutboundQueue {
    static final int MAX_WAITING = 64;
    static final int MAX_WAITING_BYTES = 256 * 1024;

    private final boolean namesChannels;
    private final HubCounters counters;

    /** The initial events. They are not bounded, because they may contain a long list of users. */
    private final Deque<EventFrame> initialFrames = new ArrayDeque<>();

    private final Deque<EventFrame> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long lastInitialFact;
    private Set<Object> initialIdentities = Set.of();
    private boolean hasInitial;

    /** The frame that was taken last; null if it was an initial one. */
    private @Nullable EventFrame sending;

    private boolean hasSkippedValues;
    private boolean finishing;
    private boolean cutOff;
    private boolean closed;

    /** @param namesChannels whether events of a channel name it */
    OutboundQueue(boolean namesChannels, HubCounters counters) {
        this.namesChannels = namesChannels;
        this.counters = counters;
    }

    /**
     * Puts {@code frames} before everything that was offered. What they contain is left out of what was offered, and
     * will be. Has no effect after {@link #cutOff}.
     *
     * @param lastFact the number of the last fact in them
     */
    synchronized void setInitialEvents(List<EventFrame> frames, long lastFact) {
        if (cutOff) {
            return;
        }
        // What a client assumes is not sent to it, and what was offered meanwhile of the same content neither.
        frames.stream().filter(frame -> !AssumedValues.contain(frame)).forEach(initialFrames::add);
        lastInitialFact = lastFact;
        initialIdentities =
                frames.stream().flatMap(frame -> frame.identity().stream()).collect(Collectors.toUnmodifiableSet());
        hasInitial = true;
        removeIf(frame -> isKnown(frame) || frames.stream().anyMatch(frame::repeats));
    }

    /**
     * Puts current values before everything that was offered. As initial events, they are not bounded: there is one for each topic
     * that the client watches. Has no effect on a queue that is ending.
     */
    synchronized void resend(List<EventFrame> frames) {
        if (!closed && !finishing) {
            initialFrames.addAll(frames);
        }
    }

    /** From now on, host events that were among the initial events are no longer left out. */
    synchronized void forgetInitialEvents() {
        initialIdentities = Set.of();
    }

    /**
     * Sends only the initial events, {@code frames} and {@code last}. What was offered is left out, even if it was to be
     * sent before the end. Has no effect after {@link #cutOff}.
     */
    synchronized void sendOnly(List<EventFrame> frames, EventFrame last) {
        if (!cutOff) {
            initialFrames.addAll(frames);
            endWithoutOffered(last);
        }
    }

    /** Sends only {@code last}, whatever waits. */
    synchronized void cutOff(EventFrame last) {
        initialFrames.clear();
        endWithoutOffered(last);
        cutOff = true;
    }

    private void endWithoutOffered(EventFrame last) {
        clearWaiting();
        finishing = false;
        finish(last);
    }

    /**
     * Adds {@code frame}, unless the client has it already, or the connection is ending.
     *
     * @return false if it does not fit, but must not be skipped
     */
    synchronized boolean offer(EventFrame frame) {
        if (closed || finishing || isKnown(frame)) {
            return true;
        }
        counters.merged(removeIf(frame::replaces));
        if (!fits(frame)) {
            dropped(removeIf(EventFrame::isDispensable));
        }
        if (fits(frame)) {
            add(frame);
        } else if (frame.isDispensable()) {
            dropped(1);
        } else {
            return false;
        }
        return true;
    }

    private void dropped(int frames) {
        hasSkippedValues |= frames > 0;
        counters.dropped(frames);
    }

    /** Leaves out {@code frame}, which may not be sent. */
    synchronized void skip(EventFrame frame) {
        hasSkippedValues |= frame.isCurrentValue();
    }

    /** Ends with {@code last}, unless it is ending already. */
    synchronized void finish(EventFrame last) {
        if (!finishing) {
            finishing = true;
            add(last);
        }
    }

    /** Drops everything. Returns whether this was the first call. */
    synchronized boolean close() {
        boolean wasOpen = !closed;
        closed = true;
        initialFrames.clear();
        clearWaiting();
        return wasOpen;
    }

    /**
     * Takes the next frame to send; null if there is none.
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
        EventFrame first = initialFrames.poll();
        if (first != null) {
            sending = null;
            return first;
        }
        EventFrame next = waiting.poll();
        sending = next;
        waitingBytes -= next == null ? 0 : length(next);
        return next;
    }

    /** Whether everything was sent after current values were skipped. Returns true once for each time. */
    synchronized boolean takeCaughtUp() {
        boolean caughtUp = hasSkippedValues && isEmpty() && !finishing;
        hasSkippedValues &= !caughtUp;
        return caughtUp;
    }

    /** The frame that was taken last was sent. */
    synchronized void sent() {
        EventFrame frame = sending;
        if (frame != null && frame.isTimed()) {
            counters.delivered(frame.changedNanos());
        }
    }

    /** How many frames wait. */
    synchronized int size() {
        return initialFrames.size() + waiting.size();
    }

    /** Whether the initial events were set. */
    synchronized boolean hasInitialEvents() {
        return hasInitial;
    }

    synchronized boolean isEmpty() {
        return initialFrames.isEmpty() && waiting.isEmpty();
    }

    /** Whether everything was sent, and nothing more will be. */
    synchronized boolean isFinished() {
        return finishing && isEmpty();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private boolean isKnown(EventFrame frame) {
        return frame.hasOnlyFactsUpTo(lastInitialFact)
                || (!initialIdentities.isEmpty()
                        && frame.identity().filter(initialIdentities::contains).isPresent());
    }

    private void clearWaiting() {
        waiting.clear();
        waitingBytes = 0;
    }

    private void add(EventFrame frame) {
        waiting.add(frame);
        waitingBytes += length(frame);
    }

    /** A single frame always fits, however long it is. */
    private boolean fits(EventFrame frame) {
        return waiting.isEmpty() || (waiting.size() < MAX_WAITING && waitingBytes + length(frame) <= MAX_WAITING_BYTES);
    }

    /** Returns how many were removed. */
    private int removeIf(Predicate<EventFrame> condition) {
        int removed = 0;
        for (Iterator<EventFrame> frames = waiting.iterator(); frames.hasNext(); ) {
            EventFrame frame = frames.next();
            if (condition.test(frame)) {
                frames.remove();
                waitingBytes -= length(frame);
                removed++;
            }
        }
        return removed;
    }

    private int length(EventFrame frame) {
        return frame.outgoingEvent(namesChannels).size();
    }
}
