package io.minimost.presence.test;

import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of a {@link RecordingConnection}. While it is paused, its client reads nothing. Thread-safe. */
final class RecordingSink implements EventSink {
    private final Recording<ReceivedEvent> events;
    private boolean isPaused;
    private @Nullable Runnable unread;
    private Optional<String> lastId = Optional.empty();
    private Optional<EndReason> end = Optional.empty();

    RecordingSink(Recording<ReceivedEvent> events) {
        this.events = events;
    }

    @Override
    public void write(OutgoingEvent event, Runnable onDone) {
        Runnable read = () -> {
            receive(event);
            onDone.run();
        };
        if (!holdBack(read)) {
            read.run();
        }
    }

    @Override
    public void end(EndReason reason) {
        synchronized (this) {
            end = Optional.of(reason);
        }
        events.touch();
    }

    synchronized void pause() {
        isPaused = true;
    }

    void resume() {
        Runnable next;
        synchronized (this) {
            isPaused = false;
            next = unread;
            unread = null;
        }
        if (next != null) {
            next.run();
        }
    }

    synchronized Optional<String> lastId() {
        return lastId;
    }

    synchronized Optional<EndReason> ended() {
        return end;
    }

    private synchronized boolean holdBack(Runnable read) {
        if (isPaused) {
            unread = read;
        }
        return isPaused;
    }

    private void receive(OutgoingEvent event) {
        synchronized (this) {
            lastId = event.id().or(() -> lastId);
        }
        ReceivedEvent.of(event).ifPresent(events::add);
    }
}
