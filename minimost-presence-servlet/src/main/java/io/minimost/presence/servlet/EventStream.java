package io.minimost.presence.servlet;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one window, on their way to it. What cannot be sent yet waits; if that is too much, the stream ends, so that
 * its client connects anew and asks for what it has missed. Thread-safe.
 */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Subscriber subscriber;
    private final StreamTimes times;
    private final Owner owner;
    private final StreamQueue queue;
    private volatile @Nullable StreamOutput output;

    private final AtomicInteger drains = new AtomicInteger();
    private boolean unflushed;

    /** Who has opened a stream, and hears what becomes of it. */
    interface Owner {
        /** {@code stream} is over. Said once. */
        void closed(EventStream stream);

        /** The client of {@code stream} has read all that waited, after it has missed current values. */
        void caughtUp(EventStream stream);

        /** Asks for {@code work} to be done in a while. */
        void later(Runnable work);

        /** Whether the user of {@code stream} still has the rights to all that is in {@code frame}. */
        boolean permits(EventStream stream, Frame frame);
    }

    /** A stream that collects what it is offered until it is opened. */
    EventStream(Subscriber subscriber, StreamTimes times, Owner owner) {
        this.subscriber = subscriber;
        this.times = times;
        this.owner = owner;
        queue = new StreamQueue(subscriber.hasManyChannels());
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /**
     * What goes before everything that was offered.
     *
     * @param known the number of the last fact that is in it; what is offered about facts up to there is left out
     */
    void beginWith(List<Frame> frames, long known) {
        queue.beginWith(frames, known);
    }

    /**
     * All that the stream says. What it was offered is left out: it comes behind something that the client has to ask for
     * first, and would make him believe that he has that.
     */
    void sayOnly(List<Frame> frames, long retryMillis) {
        queue.sayOnly(frames, Frame.retry(retryMillis));
        drain();
    }

    /** Begins to write. */
    void open(StreamOutput response) {
        output = response;
        drain();
    }

    /** Sends {@code frame} as soon as the client takes it. */
    void offer(Frame frame) {
        if (!mayReceive(frame)) {
            queue.skip(frame);
            drain();
        } else if (queue.offer(frame)) {
            drain();
        } else {
            LOG.debug("{} reads too slowly", subscriber.user());
            finish(StreamTimes.RETRY_SOON);
        }
    }

    /** Ends the stream when what waits has been sent. */
    void finish(long retryMillis) {
        queue.finish(Frame.retry(retryMillis));
        drain();
    }

    /** Ends the stream without what waits: its user may no longer have the rights to that, or asks for it anew. */
    void cutOff(long retryMillis) {
        sayOnly(List.of(), retryMillis);
    }

    /** Ends the stream at once. */
    void close() {
        if (queue.close()) {
            owner.closed(this);
            drain();
        }
    }

    /** Ends the stream: as {@link #finish}, but at once if its client does not take what waits. */
    void finishNow(long retryMillis) {
        finish(retryMillis);
        close();
    }

    /** Has {@code work} done in a while, unless the filter has stopped by then. */
    void later(Runnable work) {
        owner.later(work);
    }

    /** Whether it was given what it begins with. */
    boolean hasBegun() {
        return queue.hasBegun();
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    /** Whether something is due by time alone. Asked often, of very many streams. */
    boolean isDue() {
        return times.isSilent() || times.isOver();
    }

    /**
     * Does what is due by time alone: keeps a silent connection alive, and ends one that is old or stuck.
     *
     * @param position what is said in silence
     */
    void tick(Frame position) {
        if (times.isStuck(!queue.isEmpty())) {
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

    /** Whether the user of the stream may receive {@code frame}. */
    boolean mayReceive(Frame frame) {
        return subscriber.mayReceive(frame) && owner.permits(this, frame);
    }

    private void write() {
        StreamOutput response = output;
        if (response == null || response.isOver()) {
            return;
        }
        try {
            writeTo(response);
        } catch (IOException | RuntimeException e) {
            LOG.debug("the client of {} is gone", subscriber.user(), e);
            response.fail();
            close();
        }
        if (isClosed() || response.isOver() || (queue.isFinished() && !unflushed && response.isReady())) {
            close();
            response.end();
        }
    }

    private void writeTo(StreamOutput response) throws IOException {
        while (!isClosed() && response.isReady()) {
            Frame frame = queue.next(this::mayReceive);
            if (frame != null) {
                response.write(frame.bytes(subscriber.hasManyChannels()));
                unflushed = true;
                times.wrote();
                continue;
            }
            if (queue.hasCaughtUp()) {
                owner.caughtUp(this);
            }
            if (!unflushed) {
                break;
            }
            unflushed = false;
            response.flush();
        }
    }
}
