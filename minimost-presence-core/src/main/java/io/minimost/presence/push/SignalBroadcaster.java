package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.push.FactTarget.Mailbox;
import io.minimost.presence.relay.Signal;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Brings signals to their recipients. Each stream remembers which ones it has. Thread-safe. */
final class SignalBroadcaster {
    private final Calls calls;
    private final ScreenShares shares;
    private final ConnectionIndex audience;
    private final Revocations revocations;

    SignalBroadcaster(PresenceStore store, ConnectionIndex audience, Revocations revocations) {
        calls = store.calls();
        shares = store.screenShares();
        this.audience = audience;
        this.revocations = revocations;
    }

    /** All that waits for the user of {@code stream} and that it has not said yet. */
    List<EventFrame> news(EventConnection stream) {
        Subscriber subscriber = stream.subscriber();
        return subscriber.followsFacts() ? List.of() : read(mailboxes(subscriber), subscriber);
    }

    /** Tells {@code stream} all of that. */
    void tellAll(EventConnection stream) {
        tell(stream, () -> mailboxes(stream.subscriber()));
    }

    /** Sends what has come in a call or screen share to the user whom it is for. */
    void tell(Mailbox mailbox) {
        audience.of(mailbox.user()).forEach(stream -> tell(stream, () -> List.of(mailbox)));
    }

    /** A stream that has not begun yet will begin with them. */
    private void tell(EventConnection stream, Supplier<List<Mailbox>> mailboxes) {
        synchronized (stream.subscriber()) {
            if (stream.hasBegun() && !stream.subscriber().followsFacts()) {
                read(mailboxes.get(), stream.subscriber()).forEach(stream::offer);
            }
        }
    }

    private List<Mailbox> mailboxes(Subscriber subscriber) {
        String user = subscriber.user();
        List<Mailbox> mailboxes = new ArrayList<>();
        for (Call call : calls.callsOf(user)) {
            if (call.isIn(user)) {
                mailboxes.add(new Mailbox(user, call.channel(), call.id()));
            }
        }
        for (ChannelId channel : subscriber.channels()) {
            for (ScreenShare share : shares.active(channel.text())) {
                mailboxes.add(new Mailbox(user, channel.text(), share.id()));
            }
        }
        return mailboxes;
    }

    /** A frame for each page. */
    private List<EventFrame> read(List<Mailbox> mailboxes, Subscriber subscriber) {
        List<EventFrame> frames = new ArrayList<>();
        for (Mailbox mailbox : mailboxes) {
            long asOf = revocations.latest();
            String session = mailbox.session();
            List<Signal> page = signals(session, subscriber);
            while (!page.isEmpty()) {
                frames.add(FactFrames.signals(mailbox, page).asOf(asOf));
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
