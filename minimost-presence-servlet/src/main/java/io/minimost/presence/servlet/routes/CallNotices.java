package io.minimost.presence.servlet.routes;

import io.minimost.presence.events.Events;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.host.Notice;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows in its channel that a call is over. It listens to the store, because calls also end without anybody asking for it.
 * Thread-safe.
 */
public final class CallNotices {
    private final Events events;
    private final HostServices host;
    private Subscription subscription = () -> {};

    public CallNotices(Events events, HostServices host) {
        this.events = events;
        this.host = host;
    }

    public synchronized void start() {
        subscription.close();
        subscription = events.on(CallEnded.class, this::post);
    }

    public synchronized void stop() {
        subscription.close();
    }

    private void post(CallEnded event) {
        // A restart ends the calls that a crash has left behind. Whoever was in them knows.
        if (event.reason() != CallEnded.Reason.RESTART) {
            host.post(ChannelId.parse(event.channel()), notice(event));
        }
    }

    private static Notice notice(CallEnded event) {
        return event.answered()
                .<Notice>map(answered -> new Notice.CallEnded(event.user(), duration(answered, event.at())))
                .orElseGet(() -> new Notice.CallMissed(event.user()));
    }

    /** Not negative, even if the clock was set back in between. */
    private static Duration duration(Instant answered, Instant ended) {
        return ended.isBefore(answered) ? Duration.ZERO : Duration.between(answered, ended);
    }
}
