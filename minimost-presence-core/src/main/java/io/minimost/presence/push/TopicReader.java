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
import io.minimost.presence.json.StatusJson;
import io.minimost.presence.values.ChannelId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the current values of topics: the bodies that the routes of the same names answer. */
final class TopicReader {
    private final PresenceStore store;
    private final PrivateChannelList privateChannelList;
    private final Revocations revocations;
    private final ShownMembers shownMembers;

    TopicReader(
            PresenceStore store,
            PrivateChannelList privateChannelList,
            Revocations revocations,
            ShownMembers shownMembers) {
        this.store = store;
        this.privateChannelList = privateChannelList;
        this.revocations = revocations;
        this.shownMembers = shownMembers;
    }

    TopicValue read(TopicKey key) {
        // Counted first, so that a user who loses something while it is read does not receive it.
        return read(key, new Framing(key, revocations.count()));
    }

    private TopicValue read(TopicKey key, Framing framing) {
        String target = key.channelOrUser();
        return switch (key.kind()) {
            case TYPING -> typing(framing, store.typing().typingUsers(target));
            case READ_RECEIPTS ->
                TopicValue.sameForAll(
                        framing.frame(ReceiptJson.watermarks(store.receipts().watermarks(target))));
            case DELIVERED_WATERMARKS ->
                TopicValue.sameForAll(framing.frame(
                        ReceiptJson.watermarks(store.receipts().deliveries().deliveredUpTo(target))));
            case READ_POINTS -> readPoints(framing, target);
            case SCREENSHARES ->
                TopicValue.sameForAll(
                        framing.frame(ScreenShareJson.list(store.screenShares().active(target))));
            case ACTIVE_CALL -> activeCall(framing, store.calls().active(target));
            case ONLINE_USERS ->
                TopicValue.sameForAll(
                        framing.frame(PresenceJson.states(store.presence().recentStates())));
            case STATUSES ->
                TopicValue.sameForAll(
                        framing.frame(StatusJson.all(store.presence().statuses().all())));
            case PRESENCE -> presence(framing, List.of(target));
            case MEMBER_PRESENCE -> memberPresence(framing, target);
            case PRIVATE_CHANNELS -> privateChannels(framing, target);
            case INCOMING_CALLS -> incomingCalls(framing, store.calls().incoming(target));
        };
    }

    /** No user receives that they are typing themselves. */
    private static TopicValue typing(Framing framing, List<String> typingUsers) {
        return new TopicValue(
                framing.frame(Json.strings(typingUsers)),
                Set.copyOf(typingUsers),
                user -> framing.frame(Json.strings(typingUsers.stream()
                        .filter(typist -> !typist.equals(user))
                        .toList())));
    }

    private TopicValue presence(Framing framing, List<String> users) {
        return TopicValue.sameForAll(
                framing.frame(StatusJson.presence(store.presence().visible(users))));
    }

    private TopicValue memberPresence(Framing framing, String channel) {
        List<String> members = store.channels().participants(ChannelId.parse(channel));
        // Before their states are read: what changes from now on finds the channel.
        shownMembers.set(channel, members);
        return presence(framing, members);
    }

    private static TopicValue activeCall(Framing framing, Optional<Call> call) {
        Set<String> joined =
                call.<Set<String>>map(live -> new HashSet<>(live.accepted())).orElse(Set.of());
        return new TopicValue(
                framing.frame(CallJson.active(call, "")), joined, user -> framing.frame(CallJson.active(call, user)));
    }

    private TopicValue readPoints(Framing framing, String user) {
        Map<String, Instant> points = store.receipts().readPoints().ownReadPoints(user);
        return TopicValue.sameForAll(
                framing.frame(ReceiptJson.watermarks(points)).withChannels(points.keySet()));
    }

    private TopicValue privateChannels(Framing framing, String user) {
        List<PrivateChannel> channels = privateChannelList.toSend(user);
        Set<String> names =
                channels.stream().map(channel -> channel.id().text()).collect(Collectors.toSet());
        return TopicValue.sameForAll(
                framing.frame(privateChannelList.json(user, channels)).withChannels(names));
    }

    private static TopicValue incomingCalls(Framing framing, List<IncomingCall> calls) {
        Set<String> channels = calls.stream().map(IncomingCall::channel).collect(Collectors.toSet());
        return TopicValue.sameForAll(framing.frame(CallJson.incoming(calls)).withChannels(channels));
    }

    /** @param asOf the number of revocations before the topic was read */
    private record Framing(TopicKey key, long asOf) {
        EventFrame frame(byte[] json) {
            EventFrame frame = EventFrame.event(key.kind().event(), key.channel(), json)
                    .asValueOf(key)
                    .asOf(asOf);
            return key.kind().isDispensable() ? frame.asDispensable() : frame;
        }
    }
}
