package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.IncomingCall;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.PresenceJson;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.json.ReceiptJson;
import io.minimost.presence.json.ScreenShareJson;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what topics show: the bodies that the routes of the same names answer. */
final class TopicReader {
    private final PresenceStore store;
    private final PrivateChannelList ownChannels;
    private final Revocations revocations;

    TopicReader(PresenceStore store, PrivateChannelList ownChannels, Revocations revocations) {
        this.store = store;
        this.ownChannels = ownChannels;
        this.revocations = revocations;
    }

    TopicValue read(TopicKey key) {
        // First: who loses something while it is read must not be shown that.
        return read(key, new Framing(key, revocations.latest()));
    }

    private TopicValue read(TopicKey key, Framing framing) {
        String of = key.of();
        return switch (key.kind()) {
            case TYPING -> typing(framing, store.typing().typingUsers(of));
            case READ_RECEIPTS ->
                TopicValue.toAll(
                        framing.frame(ReceiptJson.watermarks(store.receipts().watermarks(of))));
            case SCREENSHARES ->
                TopicValue.toAll(
                        framing.frame(ScreenShareJson.list(store.screenShares().active(of))));
            case ACTIVE_CALL -> activeCall(framing, store.calls().active(of));
            case ONLINE_USERS ->
                TopicValue.toAll(
                        framing.frame(PresenceJson.online(store.presence().recentStates())));
            case PRIVATE_CHANNELS -> privateChannels(framing, of);
            case INCOMING_CALLS -> incomingCalls(framing, store.calls().incoming(of));
        };
    }

    /** Nobody is shown that they type themselves. */
    private static TopicValue typing(Framing framing, List<String> typingUsers) {
        return new TopicValue(
                framing.frame(Json.strings(typingUsers)),
                Set.copyOf(typingUsers),
                user -> framing.frame(Json.strings(typingUsers.stream()
                        .filter(typist -> !typist.equals(user))
                        .toList())));
    }

    private static TopicValue activeCall(Framing framing, Optional<Call> call) {
        Set<String> joined =
                call.<Set<String>>map(live -> new HashSet<>(live.accepted())).orElse(Set.of());
        return new TopicValue(
                framing.frame(CallJson.active(call, "")), joined, user -> framing.frame(CallJson.active(call, user)));
    }

    private TopicValue privateChannels(Framing framing, String user) {
        List<PrivateChannel> channels = ownChannels.of(user);
        Set<String> names =
                channels.stream().map(channel -> channel.id().text()).collect(Collectors.toSet());
        return TopicValue.toAll(framing.frame(ownChannels.json(user, channels)).about(names));
    }

    private static TopicValue incomingCalls(Framing framing, List<IncomingCall> calls) {
        Set<String> channels = calls.stream().map(IncomingCall::channel).collect(Collectors.toSet());
        return TopicValue.toAll(framing.frame(CallJson.incoming(calls)).about(channels));
    }

    /** @param asOf how many revocations there had been before the topic was read */
    private record Framing(TopicKey key, long asOf) {
        EventFrame frame(byte[] json) {
            EventFrame frame = EventFrame.event(key.kind().event(), key.channel(), json)
                    .of(key)
                    .asOf(asOf);
            return key.kind().isDispensable() ? frame.dispensable() : frame;
        }
    }
}
