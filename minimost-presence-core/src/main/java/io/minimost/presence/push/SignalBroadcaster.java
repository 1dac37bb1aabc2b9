package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.push.FactTarget.Mailbox;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sends signals to their recipients. Each connection knows which ones it has sent. Thread-safe. */
final class SignalBroadcaster {
    private final Calls calls;
    private final ScreenShares shares;
    private final ConnectionIndex connections;
    private final Revocations revocations;

    SignalBroadcaster(PresenceStore store, ConnectionIndex connections, Revocations revocations) {
        calls = store.calls();
        shares = store.screenShares();
        this.connections = connections;
        this.revocations = revocations;
    }

    /** All signals that wait for the user of {@code connection} and were not sent on it yet. */
    List<EventFrame> unsentFrames(EventConnection connection) {
        Subscriber subscriber = connection.subscriber();
        return subscriber.receivesFacts() ? List.of() : read(mailboxes(subscriber), subscriber);
    }

    /** Sends {@code connection} all signals that wait for its user. */
    void sendAll(EventConnection connection) {
        send(connection, () -> mailboxes(connection.subscriber()));
    }

    /** Sends the signals of a call or screen share to the user that they are for. */
    void send(Mailbox mailbox) {
        connections.ofUser(mailbox.user()).forEach(connection -> send(connection, () -> List.of(mailbox)));
    }

    /** A connection without initial events is skipped: they will contain the signals. */
    private void send(EventConnection connection, Supplier<List<Mailbox>> mailboxes) {
        synchronized (connection.subscriber()) {
            if (connection.hasInitialEvents() && !connection.subscriber().receivesFacts()) {
                read(mailboxes.get(), connection.subscriber()).forEach(connection::offer);
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

    /** One frame for each page of signals. */
    private List<EventFrame> read(List<Mailbox> mailboxes, Subscriber subscriber) {
        List<EventFrame> frames = new ArrayList<>();
        Map<String, Long> read = new HashMap<>();
        for (Mailbox mailbox : mailboxes) {
            long asOf = revocations.count();
            String session = mailbox.session();
            List<Signal> page = signals(session, subscriber, subscriber.lastSentSignal(session));
            while (!page.isEmpty()) {
                frames.add(FactFrames.signals(mailbox, page).asOf(asOf));
                long last = page.get(page.size() - 1).id();
                read.put(session, last);
                page = signals(session, subscriber, last);
            }
        }
        // Not before all were read: if that fails, none of them is sent.
        read.forEach(subscriber::markSignalSent);
        return frames;
    }

    /** Calls and screen shares keep their signals in one table, and their identifiers never collide. */
    private List<Signal> signals(String session, Subscriber subscriber, long after) {
        return calls.signals().waiting(session, subscriber.user(), after);
    }
}
