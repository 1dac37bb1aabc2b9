package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.relay.Signal;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;

/** Brings signals to their recipients. Each stream remembers which ones it has. Thread-safe. */
final class SignalTeller {
    private final Calls calls;
    private final ScreenShares shares;
    private final Audience audience;

    SignalTeller(PresenceStore store, Audience audience) {
        calls = store.calls();
        shares = store.screenShares();
        this.audience = audience;
    }

    /** All that waits for {@code subscriber} and that he has not got yet. */
    List<Frame> news(Subscriber subscriber) {
        List<Frame> frames = new ArrayList<>();
        sessions(subscriber).forEach(session -> read(session, subscriber, frames));
        return frames;
    }

    /** Tells {@code user} what has come in a call or screen share. */
    void tell(String user, String session) {
        for (EventStream stream : audience.of(user)) {
            if (!stream.subscriber().followsFacts()) {
                List<Frame> frames = new ArrayList<>();
                read(session, stream.subscriber(), frames);
                frames.forEach(stream::offer);
            }
        }
    }

    private List<String> sessions(Subscriber subscriber) {
        List<String> sessions = new ArrayList<>();
        for (Call call : calls.of(subscriber.user())) {
            if (call.isIn(subscriber.user())) {
                sessions.add(call.id());
            }
        }
        for (ChannelId channel : subscriber.channels()) {
            for (ScreenShare share : shares.active(channel.text())) {
                sessions.add(share.id());
            }
        }
        return sessions;
    }

    /** Adds a frame for each page. */
    private void read(String session, Subscriber subscriber, List<Frame> frames) {
        List<Signal> page = signals(session, subscriber);
        while (!page.isEmpty()) {
            frames.add(FactFrames.signals(session, page));
            subscriber.gotSignal(session, page.get(page.size() - 1).id());
            page = signals(session, subscriber);
        }
    }

    /** Calls and shares keep their signals in one place, under identifiers that are never the same. */
    private List<Signal> signals(String session, Subscriber subscriber) {
        return calls.signals(session, subscriber.user(), subscriber.lastSignal(session));
    }
}
