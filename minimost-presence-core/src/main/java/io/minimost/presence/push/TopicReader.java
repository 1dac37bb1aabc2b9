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
import io.minimost.presence.presence.VisiblePresence;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.values.ChannelId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads the current values of topics: the bodies that the routes of the same names answer. */
final class TopicReader implements TopicSource {
    private final PresenceStore store;
    private final PrivateChannelList privateChannelList;
    private final Revocations revocations;
    private final ShownMembers shownMembers;
    private final HubCounters counters;

    TopicReader(
            PresenceStore store,
            PrivateChannelList privateChannelList,
            Revocations revocations,
            ShownMembers shownMembers,
            HubCounters counters) {
        this.store = store;
        this.privateChannelList = privateChannelList;
        this.revocations = revocations;
        this.shownMembers = shownMembers;
        this.counters = counters;
    }

    @Override
    public TopicValue read(TopicKey key) {
        counters.topicRead();
        // Counted first, so that a user who loses something while it is read does not receive it.
        return read(key, new Framing(key, revocations.count()));
    }

    /** The values of channels, and the presence of users, are read together. */
    @Override
    public Map<TopicKey, TopicValue> readAll(List<TopicKey> keys) {
        TopicKind kind = keys.get(0).kind();
        if (keys.size() == 1 || !(kind.isOfChannel() || kind == TopicKind.PRESENCE)) {
            return TopicSource.super.readAll(keys);
        }
        long asOf = revocations.count();
        List<String> targets = keys.stream().map(TopicKey::channelOrUser).toList();
        BiFunction<Framing, String, TopicValue> values = values(kind, targets);
        Map<TopicKey, TopicValue> read = new HashMap<>();
        for (TopicKey key : keys) {
            counters.topicRead();
            read.put(key, values.apply(new Framing(key, asOf), key.channelOrUser()));
        }
        return read;
    }

    private BiFunction<Framing, String, TopicValue> values(TopicKind kind, List<String> targets) {
        return switch (kind) {
            case TYPING -> each(store.typing().typingUsers(targets), TopicReader::typing);
            case READ_RECEIPTS -> each(store.receipts().watermarks(targets), TopicReader::watermarks);
            case DELIVERED_WATERMARKS ->
                each(store.receipts().deliveries().deliveredUpTo(targets), TopicReader::watermarks);
            case SCREENSHARES -> each(store.screenShares().active(targets), TopicReader::screenShares);
            case ACTIVE_CALL -> {
                Map<String, Call> calls = store.calls().active(targets);
                yield (framing, channel) -> activeCall(framing, Optional.ofNullable(calls.get(channel)));
            }
            case PRESENCE -> presenceOf(targets.stream().collect(Collectors.toMap(user -> user, List::of)));
            case MEMBER_PRESENCE -> presenceOf(members(targets));
            default -> throw new IllegalArgumentException(kind + " is read one by one");
        };
    }

    private static <V> BiFunction<Framing, String, TopicValue> each(
            Map<String, V> values, BiFunction<Framing, V, TopicValue> toValue) {
        return (framing, target) -> toValue.apply(framing, Objects.requireNonNull(values.get(target)));
    }

    private TopicValue read(TopicKey key, Framing framing) {
        String target = key.channelOrUser();
        return switch (key.kind()) {
            case TYPING -> typing(framing, store.typing().typingUsers(target));
            case READ_RECEIPTS -> watermarks(framing, store.receipts().watermarks(target));
            case DELIVERED_WATERMARKS ->
                watermarks(framing, store.receipts().deliveries().deliveredUpTo(target));
            case READ_POINTS -> readPoints(framing, target);
            case SCREENSHARES -> screenShares(framing, store.screenShares().active(target));
            case ACTIVE_CALL -> activeCall(framing, store.calls().active(target));
            case ONLINE_USERS ->
                TopicValue.sameForAll(
                        framing.frame(PresenceJson.states(store.presence().recentStates())));
            case STATUSES ->
                TopicValue.sameForAll(
                        framing.frame(StatusJson.all(store.presence().statuses().all())));
            case PRESENCE, MEMBER_PRESENCE ->
                values(key.kind(), List.of(target)).apply(framing, target);
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

    private static TopicValue watermarks(Framing framing, Map<String, Instant> watermarks) {
        return TopicValue.sameForAll(framing.frame(ReceiptJson.watermarks(watermarks)));
    }

    private static TopicValue screenShares(Framing framing, List<ScreenShare> shares) {
        return TopicValue.sameForAll(framing.frame(ScreenShareJson.list(shares)));
    }

    /** The members of {@code channels}, which are shown from now on: what changes after that finds the channel. */
    private Map<String, List<String>> members(List<String> channels) {
        Map<String, List<String>> members = new HashMap<>();
        store.channels()
                .memberships()
                .participants(channels.stream().map(ChannelId::parse).toList())
                .forEach((channel, people) -> {
                    shownMembers.set(channel.text(), people);
                    members.put(channel.text(), people);
                });
        return members;
    }

    private BiFunction<Framing, String, TopicValue> presenceOf(Map<String, List<String>> usersByTarget) {
        Map<String, VisiblePresence> visible = store.presence()
                .visible(usersByTarget.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
        return each(usersByTarget, (framing, users) -> {
            Map<String, VisiblePresence> shown = new LinkedHashMap<>();
            users.forEach(user -> shown.put(user, Objects.requireNonNull(visible.get(user))));
            return TopicValue.sameForAll(framing.frame(StatusJson.presence(shown)));
        });
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
