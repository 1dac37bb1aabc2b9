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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        if (subscriber.receivesFacts()) {
            return List.of();
        }
        long asOf = revocations.count();
        List<String> channels =
                subscriber.channels().stream().map(ChannelId::text).toList();
        List<Mailbox> mailboxes = mailboxes(subscriber, calls.callsOf(subscriber.user()), shares.active(channels));
        return read(mailboxes, subscriber, asOf);
    }

    /**
     * Sends all connections the signals that wait for their users. Calls and shares are read once for all of them: who has lost a
     * channel since then is sent nothing of it.
     */
    void sendAll(Collection<EventConnection> all) {
        long asOf = revocations.count();
        Map<String, List<Call>> callsByUser = new HashMap<>();
        for (Call call : calls.live()) {
            call.accepted()
                    .forEach(user -> callsByUser
                            .computeIfAbsent(user, same -> new ArrayList<>())
                            .add(call));
        }
        Map<String, List<ScreenShare>> sharesByChannel = shares.active(connections.channels());
        for (EventConnection connection : all) {
            Subscriber subscriber = connection.subscriber();
            List<Mailbox> mailboxes =
                    mailboxes(subscriber, callsByUser.getOrDefault(subscriber.user(), List.of()), sharesByChannel);
            if (!mailboxes.isEmpty()) {
                send(connection, mailboxes, asOf);
            }
        }
    }

    /** Sends the signals of a call or screen share to the user that they are for. */
    void send(Mailbox mailbox) {
        long asOf = revocations.count();
        connections.ofUser(mailbox.user()).forEach(connection -> send(connection, List.of(mailbox), asOf));
    }

    /** A connection without initial events is skipped: they will contain the signals. */
    private void send(EventConnection connection, List<Mailbox> mailboxes, long asOf) {
        synchronized (connection.subscriber().signalOrder()) {
            if (connection.hasInitialEvents() && !connection.subscriber().receivesFacts()) {
                read(mailboxes, connection.subscriber(), asOf).forEach(connection::offer);
            }
        }
    }

    private static List<Mailbox> mailboxes(
            Subscriber subscriber, List<Call> callsOfUser, Map<String, List<ScreenShare>> sharesByChannel) {
        String user = subscriber.user();
        List<Mailbox> mailboxes = new ArrayList<>();
        for (Call call : callsOfUser) {
            if (call.isIn(user)) {
                mailboxes.add(new Mailbox(user, call.channel(), call.id()));
            }
        }
        if (!sharesByChannel.isEmpty()) {
            for (ChannelId channel : subscriber.channels()) {
                for (ScreenShare share : sharesByChannel.getOrDefault(channel.text(), List.of())) {
                    mailboxes.add(new Mailbox(user, channel.text(), share.id()));
                }
            }
        }
        return mailboxes;
    }

    /**
     * One frame for each page of signals.
     *
     * @param asOf the number of revocations before it was found out which mailboxes there are
     */
    private List<EventFrame> read(List<Mailbox> mailboxes, Subscriber subscriber, long asOf) {
        List<EventFrame> frames = new ArrayList<>();
        Map<String, Long> read = new HashMap<>();
        for (Mailbox mailbox : mailboxes) {
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
