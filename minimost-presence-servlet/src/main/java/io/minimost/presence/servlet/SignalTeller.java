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
import java.util.function.Supplier;

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

    /** All that waits for the user of {@code stream} and that it has not said yet. */
    List<Frame> news(EventStream stream) {
        Subscriber subscriber = stream.subscriber();
        return subscriber.followsFacts() ? List.of() : read(sessions(subscriber), subscriber);
    }

    /** Tells {@code stream} all of that. */
    void tellAll(EventStream stream) {
        tell(stream, () -> sessions(stream.subscriber()));
    }

    /** Tells {@code user} what has come in a call or screen share. */
    void tell(String user, String session) {
        audience.of(user).forEach(stream -> tell(stream, () -> List.of(session)));
    }

    /** A stream that has not begun yet will begin with them. */
    private void tell(EventStream stream, Supplier<List<String>> sessions) {
        synchronized (stream.subscriber()) {
            if (stream.hasBegun() && !stream.subscriber().followsFacts()) {
                read(sessions.get(), stream.subscriber()).forEach(stream::offer);
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

    /** A frame for each page. */
    private List<Frame> read(List<String> sessions, Subscriber subscriber) {
        List<Frame> frames = new ArrayList<>();
        for (String session : sessions) {
            List<Signal> page = signals(session, subscriber);
            while (!page.isEmpty()) {
                frames.add(FactFrames.signals(session, page));
                subscriber.gotSignal(session, page.get(page.size() - 1).id());
                page = signals(session, subscriber);
            }
        }
        return frames;
    }

    /** Calls and shares keep their signals in one place, under identifiers that are never the same. */
    private List<Signal> signals(String session, Subscriber subscriber) {
        return calls.signals(session, subscriber.user(), subscriber.lastSignal(session));
    }
}
