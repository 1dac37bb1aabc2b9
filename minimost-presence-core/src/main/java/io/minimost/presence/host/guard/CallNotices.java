package io.minimost.presence.host.guard;

import io.minimost.presence.events.Events;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.Notice;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.time.Instant;

/** Posts a notice in the channel of a call that has ended. Calls also end without a request. Thread-safe. */
public final class CallNotices {
    private final Events events;
    private final ChannelNotices notices;
    private Subscription subscription = () -> {};

    public CallNotices(Events events, ChannelNotices notices) {
        this.events = events;
        this.notices = notices;
    }

    public synchronized void start() {
        subscription.close();
        subscription = events.on(CallEnded.class, this::post);
    }

    public synchronized void stop() {
        subscription.close();
    }

    private void post(CallEnded event) {
        // A restart ends the calls that a crash has left behind. Their users know.
        if (event.reason() != CallEnded.Reason.RESTART) {
            ChannelId.tryParse(event.channel()).ifPresent(channel -> notices.post(channel, notice(event)));
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
