package io.minimost.presence.push;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of one client to the hub. Events that cannot be sent yet wait. If there are too many, the connection ends, and its
 * client connects again and asks for what it has missed. Thread-safe.
 */
public final class EventConnection {
    private static final Logger LOG = LoggerFactory.getLogger(EventConnection.class);

    private final Subscriber subscriber;
    private final ConnectionTimers timers;
    private final ConnectionOwner owner;
    private final EventSink sink;
    private final HubCounters counters;
    private final OutboundQueue queue;
    private final AtomicReference<@Nullable EndReason> reason = new AtomicReference<>();
    private volatile boolean opened;
    private volatile boolean settled;
    private volatile boolean busy;
    private volatile boolean failed;

    private final ResumePoint resumePoint = new ResumePoint();
    private final AtomicInteger drains = new AtomicInteger();
    private boolean unflushed;
    private boolean ended;

    /** A connection that keeps the frames it is offered until it is opened. */
    EventConnection(
            Subscriber subscriber,
            ConnectionTimers timers,
            ConnectionOwner owner,
            EventSink sink,
            HubCounters counters) {
        this.subscriber = subscriber;
        this.timers = timers;
        this.owner = owner;
        this.sink = sink;
        this.counters = counters;
        queue = new OutboundQueue(subscriber.namesChannels(), counters);
    }

    /** The user of this connection. */
    public String user() {
        return subscriber.user();
    }

    /** Ends the connection at once, because its transport was closed. Calling it again has no effect. */
    public void close() {
        close(EndReason.CLOSED);
    }

    /**
     * Ends the connection at once, because its transport has failed. {@link EventSink#end} follows two seconds later: servers clean
     * up a broken connection themselves, and must not be disturbed meanwhile.
     */
    public void fail() {
        failed = true;
        close(EndReason.FAILED);
    }

    /** Closes a connection that was never opened. Its sink is not used. */
    void discard() {
        queue.close();
        owner.onClosed(this);
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /**
     * Sends {@code frames} before everything that was offered.
     *
     * @param lastFact the number of the last fact in them; offered frames about facts up to this one are left out
     */
    void setInitialEvents(List<EventFrame> frames, long lastFact) {
        queue.setInitialEvents(frames, lastFact);
    }

    /** Sends the current values in {@code frames} again to a client that has skipped some of them. */
    void resend(List<EventFrame> frames) {
        queue.resend(frames);
        drain();
    }

    /**
     * Sends the initial events that still wait and {@code frames}, and ends the connection. Offered frames are left out: the client
     * has to ask first for what comes before them, and their ids would make it believe that it has that already.
     */
    void sendOnly(List<EventFrame> frames, EndReason why) {
        queue.sendOnly(frames, EventFrame.retry(firstReason(why)));
        drain();
    }

    /** Starts sending. */
    void open() {
        opened = true;
        drain();
    }

    /** Sends {@code frame} as soon as the client can receive it. */
    void offer(EventFrame frame) {
        frame.changedAt(counters.changedNanos());
        if (!settled && timers.isSettled()) {
            settled = true;
            queue.forgetInitialEvents();
        }
        if (!maySend(frame)) {
            queue.skip(frame);
            drain();
        } else if (queue.offer(frame)) {
            drain();
        } else {
            LOG.debug("{} reads too slowly", user());
            finish(EndReason.TOO_SLOW);
        }
    }

    /** Ends the connection after everything that waits was sent. */
    void finish(EndReason why) {
        queue.finish(EventFrame.retry(firstReason(why)));
        drain();
    }

    /** Ends the connection without the frames that wait, also without initial ones: the user may have lost the rights to them. */
    void cutOff(EndReason why) {
        queue.cutOff(EventFrame.retry(firstReason(why)));
        drain();
    }

    /** Ends the connection like {@link #finish}, but at once if the client does not read what waits. */
    void finishNow(EndReason why) {
        finish(why);
        close(why);
    }

    /** How many events wait to be sent. */
    int waiting() {
        return queue.size();
    }

    /** Whether the initial events were set. */
    boolean hasInitialEvents() {
        return queue.hasInitialEvents();
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    /** Whether {@link #tick} has something to do. Called often, for very many connections. */
    boolean isDue() {
        return timers.isSilent() || timers.isExpired();
    }

    /**
     * Does what depends on time alone: keeps a silent connection alive, and ends one that has expired or is stuck.
     *
     * @param position what keeps a silent connection alive
     */
    void tick(EventFrame position) {
        if (timers.isStuck(!queue.isEmpty())) {
            close(EndReason.TOO_SLOW);
        } else if (timers.isExpired()) {
            finish(EndReason.LIFETIME);
        } else if (timers.isSilent()) {
            offer(position);
        }
    }

    /** Whether {@code frame} may be sent. If that is not known, the client connects again, and receives what it may. */
    private boolean maySend(EventFrame frame) {
        boolean permitted = mayReceive(frame);
        if (!permitted && !frame.isCurrentValue() && owner.isTooOld(frame)) {
            cutOff(EndReason.RESUME);
        }
        return permitted;
    }

    /** Whether the user of the connection may receive {@code frame}. */
    boolean mayReceive(EventFrame frame) {
        return subscriber.mayReceive(frame) && owner.permits(this, frame);
    }

    private void close(EndReason why) {
        firstReason(why);
        if (queue.close()) {
            owner.onClosed(this);
            drain();
        }
    }

    /** Why the connection ends: {@code why}, unless it was ending already for another reason. */
    private EndReason firstReason(EndReason why) {
        EndReason first = reason.compareAndExchange(null, why);
        return first == null ? why : first;
    }

    /**
     * Writes what can be written. Only one thread writes at a time, and it starts over if others have asked for it meanwhile. So no
     * thread waits for a lock while the network is busy.
     */
    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int requests = 1;
        do {
            write();
            requests = drains.addAndGet(-requests);
        } while (requests != 0);
    }

    private void write() {
        if (!opened || ended) {
            return;
        }
        try {
            writeWaiting();
        } catch (Exception e) {
            LOG.debug("the client of {} is gone", user(), e);
            fail();
        } catch (Error e) {
            LOG.error("the transport of {} failed", user(), e);
            fail();
        }
        if (isClosed() || (queue.isFinished() && !unflushed && !busy)) {
            close();
            end();
        }
    }

    private void end() {
        ended = true;
        EndReason why = firstReason(EndReason.CLOSED);
        counters.ended(why);
        if (failed) {
            owner.runLater(() -> end(why));
        } else {
            end(why);
        }
    }

    /** The end of one connection must not keep others from theirs. */
    private void end(EndReason why) {
        try {
            sink.end(why);
        } catch (Exception | Error e) {
            LOG.warn("the transport of {} failed to end", user(), e);
        }
    }

    private void writeWaiting() throws IOException {
        while (!isClosed() && !busy) {
            EventFrame frame = queue.next(this::maySend);
            if (frame != null) {
                busy = true;
                unflushed = true;
                sink.write(outgoingEvent(frame), this::onSent);
                timers.recordWrite();
                continue;
            }
            if (queue.takeCaughtUp()) {
                owner.onCaughtUp(this);
            }
            if (!unflushed) {
                break;
            }
            unflushed = false;
            busy = true;
            sink.flush(this::onWritten);
        }
    }

    /** As all connections send it; but one that has just begun may be ahead of what is sent to all. */
    private OutgoingEvent outgoingEvent(EventFrame frame) {
        OutgoingEvent event = frame.outgoingEvent(subscriber.namesChannels());
        return settled ? event : resumePoint.advance(event, frame);
    }

    /** The sink has taken an event, and can take the next one. */
    private void onSent() {
        queue.sent();
        onWritten();
    }

    /** The sink can take the next event. */
    private void onWritten() {
        busy = false;
        drain();
    }
}
