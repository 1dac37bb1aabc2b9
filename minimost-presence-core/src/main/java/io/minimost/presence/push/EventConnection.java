package io.minimost.presence.push;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of one client to the hub. What cannot be sent yet waits; if that is too much, the connection ends, so that its
 * client connects anew and asks for what it has missed. Thread-safe.
 */
public final class EventConnection {
    private static final Logger LOG = LoggerFactory.getLogger(EventConnection.class);

    private final Subscriber subscriber;
    private final ConnectionTimers times;
    private final Owner owner;
    private final EventSink sink;
    private final OutboundQueue queue;
    private volatile @Nullable EndReason reason;
    private volatile boolean opened;
    private volatile boolean settled;
    private volatile boolean busy;
    private volatile boolean failed;

    private final ResumePoint resumePoint = new ResumePoint();
    private final AtomicInteger drains = new AtomicInteger();
    private boolean unflushed;
    private boolean ended;

    /** Who has opened a connection, and is told what becomes of it. */
    interface Owner {
        /** {@code stream} is over. Called once. */
        void closed(EventConnection stream);

        /** The client of {@code stream} has read all that waited, after it has missed current values. */
        void caughtUp(EventConnection stream);

        /** Asks for {@code work} to be done in a while. */
        void later(Runnable work);

        /** Whether the user of {@code stream} still has the rights to all that is in {@code frame}. */
        boolean permits(EventConnection stream, EventFrame frame);
    }

    /** A connection that collects what it is offered until it is opened. */
    EventConnection(Subscriber subscriber, ConnectionTimers times, Owner owner, EventSink sink) {
        this.subscriber = subscriber;
        this.times = times;
        this.owner = owner;
        this.sink = sink;
        queue = new OutboundQueue(subscriber.hasManyChannels());
    }

    /** Whose it is. */
    public String user() {
        return subscriber.user();
    }

    /** Ends the connection at once: its transport is over. Closing it again does nothing. */
    public void close() {
        close(EndReason.CLOSED);
    }

    /**
     * Ends the connection at once: its transport has failed. {@link EventSink#end} follows two seconds later, because servers
     * clear up a broken connection by themselves, and must not be disturbed.
     */
    public void fail() {
        failed = true;
        close(EndReason.FAILED);
    }

    /** Closes a connection that has not begun: its sink is not used. */
    void discard() {
        queue.close();
        owner.closed(this);
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /**
     * What goes before everything that was offered.
     *
     * @param known the number of the last fact that is in it; what is offered about facts up to there is left out
     */
    void beginWith(List<EventFrame> frames, long known) {
        queue.beginWith(frames, known);
    }

    /**
     * All that the connection sends. What it was offered is left out: it comes behind something that the client has to ask for
     * first, and would make the client believe that it has that.
     */
    void sendOnly(List<EventFrame> frames, EndReason why) {
        setReason(why);
        queue.sayOnly(frames, EventFrame.retry(why));
        drain();
    }

    /** Begins to send. */
    void open() {
        opened = true;
        drain();
    }

    /** Sends {@code frame} as soon as the client takes it. */
    void offer(EventFrame frame) {
        if (!settled && times.isSettled()) {
            settled = true;
            queue.forgetBeginning();
        }
        if (!mayReceive(frame)) {
            queue.skip(frame);
            drain();
        } else if (queue.offer(frame)) {
            drain();
        } else {
            LOG.debug("{} reads too slowly", user());
            finish(EndReason.TOO_SLOW);
        }
    }

    /** Ends the connection when what waits has been sent. */
    void finish(EndReason why) {
        setReason(why);
        queue.finish(EventFrame.retry(why));
        drain();
    }

    /** Ends the connection without what waits: its user may no longer have the rights to that, or asks for it anew. */
    void cutOff(EndReason why) {
        sendOnly(List.of(), why);
    }

    /** Ends the connection: as {@link #finish}, but at once if its client does not take what waits. */
    void finishNow(EndReason why) {
        finish(why);
        close(why);
    }

    /** Whether it was given what it begins with. */
    boolean hasBegun() {
        return queue.hasBegun();
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    /** Whether something is due by time alone. Asked often, of very many connections. */
    boolean isDue() {
        return times.isSilent() || times.isOver();
    }

    /**
     * Does what is due by time alone: keeps a silent connection alive, and ends one that is old or stuck.
     *
     * @param position what is sent in silence
     */
    void tick(EventFrame position) {
        if (times.isStuck(!queue.isEmpty())) {
            close(EndReason.TOO_SLOW);
        } else if (times.isOver()) {
            finish(EndReason.LIFETIME);
        } else if (times.isSilent()) {
            offer(position);
        }
    }

    /** Whether the user of the connection may receive {@code frame}. */
    boolean mayReceive(EventFrame frame) {
        return subscriber.mayReceive(frame) && owner.permits(this, frame);
    }

    private void close(EndReason why) {
        setReason(why);
        if (queue.close()) {
            owner.closed(this);
            drain();
        }
    }

    private void setReason(EndReason why) {
        if (reason == null) {
            reason = why;
        }
    }

    /**
     * Writes what can be written. One thread at a time does, and does it again if others have asked meanwhile, so that
     * nobody waits for a lock while the network is busy.
     */
    private void drain() {
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
        if (!opened || ended) {
            return;
        }
        try {
            writeWhatWaits();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the client of {} is gone", user(), e);
            fail();
        }
        if (isClosed() || (queue.isFinished() && !unflushed && !busy)) {
            close();
            end();
        }
    }

    private void end() {
        ended = true;
        EndReason why = reason == null ? EndReason.CLOSED : reason;
        if (failed) {
            owner.later(() -> sink.end(why));
        } else {
            sink.end(why);
        }
    }

    private void writeWhatWaits() throws IOException {
        while (!isClosed() && !busy) {
            EventFrame frame = queue.next(this::mayReceive);
            if (frame != null) {
                busy = true;
                unflushed = true;
                sink.write(event(frame), this::done);
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
            busy = true;
            sink.flush(this::done);
        }
    }

    /** As all connections send it; but one that has just begun may be ahead of what is sent to all. */
    private OutgoingEvent event(EventFrame frame) {
        OutgoingEvent event = frame.event(subscriber.hasManyChannels());
        return settled ? event : resumePoint.advance(event, frame);
    }

    /** The sink can take something again. */
    private void done() {
        busy = false;
        drain();
    }
}
