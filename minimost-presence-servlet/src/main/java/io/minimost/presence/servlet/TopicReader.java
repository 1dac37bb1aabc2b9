package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what topics show: the bodies that the routes of the same names answer. */
final class TopicReader {
    private final PresenceStore store;
    private final OwnChannels ownChannels;

    TopicReader(PresenceStore store, OwnChannels ownChannels) {
        this.store = store;
        this.ownChannels = ownChannels;
    }

    Shown read(TopicKey key) {
        String of = key.of();
        return switch (key.kind()) {
            case TYPING -> typing(key, store.typing().typists(of));
            case READ_RECEIPTS ->
                toAll(key, ReceiptJson.watermarks(store.receipts().watermarks(of)));
            case SCREENSHARES ->
                toAll(key, ScreenShareJson.list(store.screenShares().active(of)));
            case ACTIVE_CALL -> activeCall(key, store.calls().active(of));
            case ONLINE_USERS -> toAll(key, PresenceJson.online(store.presence().online()));
            case PRIVATE_CHANNELS -> toAll(key, ownChannels.json(of));
            case INCOMING_CALLS -> toAll(key, CallJson.incoming(store.calls().incoming(of)));
        };
    }

    /** Nobody is told that he types himself. */
    private static Shown typing(TopicKey key, List<String> typists) {
        return new Shown(
                frame(key, Json.strings(typists)),
                Set.copyOf(typists),
                user -> frame(
                        key,
                        Json.strings(typists.stream()
                                .filter(typist -> !typist.equals(user))
                                .toList())));
    }

    private static Shown activeCall(TopicKey key, Optional<Call> call) {
        Set<String> joined =
                call.<Set<String>>map(live -> new HashSet<>(live.accepted())).orElse(Set.of());
        return new Shown(
                frame(key, CallJson.active(call, "")), joined, user -> frame(key, CallJson.active(call, user)));
    }

    private static Shown toAll(TopicKey key, byte[] json) {
        return Shown.toAll(frame(key, json));
    }

    private static Frame frame(TopicKey key, byte[] json) {
        Frame frame = Frame.event(key.kind().event(), key.channel(), json).of(key);
        return key.kind().isDispensable() ? frame.dispensable() : frame;
    }
}
