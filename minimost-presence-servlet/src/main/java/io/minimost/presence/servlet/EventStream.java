package io.minimost.presence.servlet;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one window, on their way to it. What cannot be sent yet waits in a queue, which is bounded: of a current
 * value only the newest counts, who types and who is online goes first, and then the stream ends, so that its client
 * connects anew and asks for what it has missed. Thread-safe.
 */
final class EventStream {
    static final int MAX_WAITING = 64;
    static final int MAX_WAITING_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Subscriber subscriber;
    private final StreamTimes times;
    private final Consumer<EventStream> onClose;
    private final Consumer<EventStream> onCaughtUp;

    /** What the stream begins with; not bounded, because it may be a long list of people. */
    private final Deque<Frame> beginning = new ArrayDeque<>();

    private final Deque<Frame> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long knownFacts;
    private boolean begun;
    private boolean missedSome;
    private boolean finishing;
    private boolean closed;
    private @Nullable StreamOutput output;

    private final AtomicInteger drains = new AtomicInteger();
    private boolean unflushed;

    /**
     * A stream that collects what it is offered until it is opened.
     *
     * @param onClose told once when it is over
     * @param onCaughtUp told when the client has read all that waited, after it has missed current values
     */
    EventStream(
            Subscriber subscriber, StreamTimes times, Consumer<EventStream> onClose, Consumer<EventStream> onCaughtUp) {
        this.subscriber = subscriber;
        this.times = times;
        this.onClose = onClose;
        this.onCaughtUp = onCaughtUp;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /**
     * What goes before everything that was offered.
     *
     * @param known the number of the last fact that is in it; what is offered about facts up to there is left out
     */
    synchronized void beginWith(List<Frame> frames, long known) {
        beginning.addAll(frames);
        knownFacts = known;
        begun = true;
        removeIf(frame -> frame.isWithin(known) || frames.stream().anyMatch(frame::repeats));
    }

    /**
     * All that the stream says. What it was offered is left out: it comes behind something that the client has to ask for
     * first, and would make him believe that he has that.
     */
    void sayOnly(List<Frame> frames, long retryMillis) {
        synchronized (this) {
            beginning.addAll(frames);
            waiting.clear();
            waitingBytes = 0;
            finishing = false;
            addLast(retryMillis);
        }
        drain();
    }

    /** Begins to write. */
    void open(StreamOutput response) {
        synchronized (this) {
            output = response;
        }
        drain();
    }

    /** Sends {@code frame} as soon as the client takes it. */
    void offer(Frame frame) {
        boolean overflows;
        synchronized (this) {
            if (closed || finishing || frame.isWithin(knownFacts)) {
                return;
            }
            overflows = !admit(frame);
        }
        if (overflows) {
            LOG.debug("{} reads too slowly", subscriber.user());
            finish(StreamTimes.RETRY_SOON);
        }
        drain();
    }

    /** Ends the stream when what waits has been sent. */
    void finish(long retryMillis) {
        synchronized (this) {
            addLast(retryMillis);
        }
        drain();
    }

    private void addLast(long retryMillis) {
        if (!finishing) {
            finishing = true;
            Frame last = Frame.retry(retryMillis);
            waiting.add(last);
            waitingBytes += length(last);
        }
    }

    /** Ends the stream at once. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            beginning.clear();
            waiting.clear();
        }
        onClose.accept(this);
        drain();
    }

    /**
     * Does what is due by time alone: keeps a silent connection alive, and ends one that is old or stuck.
     *
     * @param position what is said in silence
     */
    void tick(Frame position) {
        if (times.isStuck(hasWaiting())) {
            close();
        } else if (times.isOver()) {
            finish(StreamTimes.RETRY);
        } else if (times.isSilent()) {
            offer(position);
        }
    }

    /**
     * Writes what can be written. One thread at a time does, and does it again if others have asked meanwhile, so that
     * nobody waits for a lock while the network is busy.
     */
    void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int asked = 1;
        do {
            write();
            asked = drains.addAndGet(-asked);
        } while (asked != 0);
    }

    private void write() {
        StreamOutput response = response();
        if (response == null || response.isOver()) {
            return;
        }
        try {
            while (!isClosed() && response.isReady()) {
                Frame frame = next();
                if (frame != null) {
                    response.write(frame.bytes(subscriber.hasManyChannels()));
                    unflushed = true;
                    times.wrote();
                } else if (unflushed) {
                    unflushed = false;
                    response.flush();
                } else {
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the client of {} is gone", subscriber.user(), e);
            response.fail();
            close();
        }
        if (isClosed() || response.isOver() || (isFinished() && !unflushed && response.isReady())) {
            close();
            response.end();
        }
    }

    private synchronized @Nullable StreamOutput response() {
        return output;
    }

    /** Whether it was given what it begins with. */
    synchronized boolean hasBegun() {
        return begun;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean isFinished() {
        return finishing && !hasWaiting();
    }

    private synchronized boolean hasWaiting() {
        return !beginning.isEmpty() || !waiting.isEmpty();
    }

    private @Nullable Frame next() {
        boolean caughtUp;
        Frame next;
        synchronized (this) {
            next = beginning.poll();
            if (next == null) {
                next = waiting.poll();
                waitingBytes -= next == null ? 0 : length(next);
            }
            caughtUp = next == null && missedSome && !finishing;
            missedSome &= !caughtUp;
        }
        if (caughtUp) {
            onCaughtUp.accept(this);
        }
        return next;
    }

    private boolean admit(Frame frame) {
        removeIf(frame::isNewerThan);
        if (!fits(frame)) {
            missedSome |= removeIf(Frame::isDispensable);
        }
        if (!fits(frame) && frame.isDispensable()) {
            missedSome = true;
            return true;
        }
        if (!fits(frame)) {
            return false;
        }
        waiting.add(frame);
        waitingBytes += length(frame);
        return true;
    }

    /** A single frame always does, however long it is. */
    private boolean fits(Frame frame) {
        return waiting.isEmpty() || (waiting.size() < MAX_WAITING && waitingBytes + length(frame) <= MAX_WAITING_BYTES);
    }

    private boolean removeIf(Predicate<Frame> condition) {
        boolean removed = false;
        for (Iterator<Frame> frames = waiting.iterator(); frames.hasNext(); ) {
            Frame frame = frames.next();
            if (condition.test(frame)) {
                frames.remove();
                waitingBytes -= length(frame);
                removed = true;
            }
        }
        return removed;
    }

    private int length(Frame frame) {
        return frame.bytes(subscriber.hasManyChannels()).length;
    }
}
