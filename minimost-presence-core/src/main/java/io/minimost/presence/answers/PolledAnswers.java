package io.minimost.presence.answers;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.Participant;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.internal.AnswerVersion;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.PresenceJson;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.json.ReceiptJson;
import io.minimost.presence.json.ScreenShareJson;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The answers that many clients ask for again and again. Each is read and formed once, and then kept until something that it
 * depends on changes: at once when this store changes it, at most 5 ms after another store does, and when a second begins with
 * which it ends. So an answer is never older than that, and one that is kept costs no query.
 *
 * <p>Whether somebody may have an answer is for the caller to check, each time; {@link #isMember} helps. Thread-safe.
 *
 * @param <T> what the caller makes of the JSON of an answer; immutable
 */
public final class PolledAnswers<T> {
    /** Of a name in memory, beside its characters. */
    private static final long NAME_BYTES = 100;

    private final PresenceStore store;
    private final PrivateChannelList privateChannels;
    private final Function<byte[], T> form;
    private final AnswerMemory memory;
    private final T noIncomingCalls;
    private final T noActiveCall;

    /** @param maxBytes about how much memory the answers may take; 0 to keep none */
    public PolledAnswers(
            PresenceStore store, PrivateChannelList privateChannels, Function<byte[], T> form, long maxBytes) {
        this.store = store;
        this.privateChannels = privateChannels;
        this.form = form;
        memory = new AnswerMemory(maxBytes);
        noIncomingCalls = form.apply(CallJson.incoming(List.of()));
        noActiveCall = form.apply(CallJson.active(Optional.empty(), ""));
    }

    /** @param forOthers the answer to those who are not among {@code users} */
    private record TypingAnswer<T>(Set<String> users, List<String> inOrder, T forOthers) {}

    /** Who is called, and where there is a call: perhaps no longer, but nobody and nowhere else. */
    private record LiveCalls(Set<String> called, Set<String> channels) {}

    /** Who is typing in {@code channel}, without {@code viewer}. */
    public T typing(ChannelId channel, String viewer) {
        Optional<AnswerVersion> version = version(() -> store.typing().version(channel));
        if (version.isEmpty()) {
            return form.apply(Json.strings(store.typing().typingUsers(channel, viewer)));
        }
        TypingAnswer<T> answer = typing(new AnswerKey(AnswerKey.Kind.TYPING, channel.text()), channel, version.get());
        // Each of those who type has an answer of their own. It takes no query, but is too long to be formed each time.
        return answer.users().contains(viewer)
                ? kept(
                        AnswerKey.of(AnswerKey.Kind.TYPING_FOR_TYPIST, channel, viewer),
                        version,
                        current -> Json.strings(without(viewer, answer.inOrder())))
                : answer.forOthers();
    }

    private static List<String> without(String viewer, List<String> users) {
        return users.stream().filter(user -> !user.equals(viewer)).toList();
    }

    @SuppressWarnings("unchecked") // Keys of this kind have no other values.
    private TypingAnswer<T> typing(AnswerKey key, ChannelId channel, AnswerVersion version) {
        return (TypingAnswer<T>) memory.find(key, version).orElseGet(() -> {
            List<String> users = store.typing().typingUsers(channel, version);
            byte[] json = Json.strings(users);
            TypingAnswer<T> read = new TypingAnswer<>(Set.copyOf(users), users, form.apply(json));
            memory.put(key, KeptAnswer.of(version, read, key, 2L * json.length + NAME_BYTES * users.size()));
            return read;
        });
    }

    /**
     * Whether {@code user} is a member of {@code channel}. Like an answer, this is asked once per change, but only if they are:
     * users could ask about any number of other channels.
     */
    public boolean isMember(ChannelId.Private channel, String user) {
        Optional<AnswerVersion> version = version(store.events()::version);
        AnswerKey key = AnswerKey.of(AnswerKey.Kind.MEMBER, channel, user);
        if (version.flatMap(current -> memory.find(key, current)).isPresent()) {
            return true;
        }
        boolean isMember = store.channels().isMember(channel, user);
        if (isMember) {
            version.ifPresent(current -> memory.put(key, KeptAnswer.of(current, true, key, 0)));
        }
        return isMember;
    }

    /** All users who are listed as online, with their states. */
    public T onlineUsers() {
        return kept(
                new AnswerKey(AnswerKey.Kind.ONLINE_USERS, ""),
                version(store.presence()::version),
                version -> PresenceJson.states(
                        version.map(store.presence()::recentStates).orElseGet(store.presence()::recentStates)));
    }

    /** The readers of each message of {@code channel}. */
    public T readReceipts(ChannelId channel) {
        return ofReceipts(
                AnswerKey.Kind.READ_RECEIPTS,
                channel,
                () -> ReceiptJson.readers(store.receipts().receiptsOf(channel)));
    }

    /** How far each user has read {@code channel}. */
    public T readWatermarks(ChannelId channel) {
        return ofReceipts(
                AnswerKey.Kind.READ_WATERMARKS,
                channel,
                () -> ReceiptJson.watermarks(store.receipts().watermarks(channel)));
    }

    /** How far each user has received {@code channel}. */
    public T deliveredWatermarks(ChannelId channel) {
        return ofReceipts(
                AnswerKey.Kind.DELIVERED_WATERMARKS,
                channel,
                () -> ReceiptJson.watermarks(store.receipts().deliveries().deliveredUpTo(channel)));
    }

    /** The active screen shares of {@code channel}. */
    public T activeShares(ChannelId channel) {
        return kept(
                new AnswerKey(AnswerKey.Kind.ACTIVE_SHARES, channel.text()),
                version(store.events()::version),
                version -> ScreenShareJson.list(store.screenShares().active(channel)));
    }

    /** The private channels of {@code user}. Asks the host each time how many messages are unread. */
    @SuppressWarnings("unchecked") // Keys of this kind have no other values.
    public T privateChannels(String user) {
        Optional<AnswerVersion> version = version(store.events()::version);
        AnswerKey key = new AnswerKey(AnswerKey.Kind.PRIVATE_CHANNELS, user);
        List<PrivateChannel> channels = version.flatMap(current -> memory.find(key, current))
                .map(found -> (List<PrivateChannel>) found)
                .orElseGet(() -> {
                    List<PrivateChannel> read = store.channels().channelsOf(user);
                    version.ifPresent(current -> memory.put(key, KeptAnswer.of(current, read, key, bytes(read))));
                    return read;
                });
        return form.apply(privateChannels.json(user, channels));
    }

    /** The calls that ring for {@code user}. Mostly there is none, and that takes no query. */
    public T incomingCalls(String user) {
        boolean isNone = version(store.events()::version)
                .filter(version -> !liveCalls(version).called().contains(user))
                .isPresent();
        return isNone
                ? noIncomingCalls
                : form.apply(CallJson.incoming(store.calls().incoming(user)));
    }

    /** The live call of {@code channel}, as {@code viewer} sees it. If there is none, that takes no query. */
    public T activeCall(ChannelId channel, String viewer) {
        boolean isNone = version(store.events()::version)
                .filter(version -> !liveCalls(version).channels().contains(channel.text()))
                .isPresent();
        return isNone ? noActiveCall : form.apply(CallJson.active(store.calls().active(channel), viewer));
    }

    private LiveCalls liveCalls(AnswerVersion version) {
        AnswerKey key = new AnswerKey(AnswerKey.Kind.LIVE_CALLS, "");
        return (LiveCalls) memory.find(key, version).orElseGet(() -> {
            List<Call> calls = store.calls().stored();
            LiveCalls read = new LiveCalls(
                    calls.stream()
                            .flatMap(call -> call.participants().stream())
                            .filter(person -> person.state() == Participant.State.PENDING)
                            .map(Participant::user)
                            .collect(Collectors.toUnmodifiableSet()),
                    calls.stream().map(Call::channel).collect(Collectors.toUnmodifiableSet()));
            long names = read.called().size() + (long) read.channels().size();
            memory.put(key, KeptAnswer.of(version, read, key, 3 * NAME_BYTES * names));
            return read;
        });
    }

    private T ofReceipts(AnswerKey.Kind kind, ChannelId channel, Supplier<byte[]> json) {
        return kept(
                new AnswerKey(kind, channel.text()),
                version(() -> store.receipts().deliveries().version(channel)),
                version -> json.get());
    }

    /** @param json reads the answer by a version, or as it is now if that is not known */
    @SuppressWarnings("unchecked") // Keys of these kinds have no other values.
    private T kept(AnswerKey key, Optional<AnswerVersion> version, Function<Optional<AnswerVersion>, byte[]> json) {
        return (T) version.flatMap(current -> memory.find(key, current)).orElseGet(() -> {
            byte[] read = json.apply(version);
            T formed = form.apply(read);
            version.ifPresent(current -> memory.put(key, KeptAnswer.of(current, formed, key, read.length)));
            return formed;
        });
    }

    private Optional<AnswerVersion> version(Supplier<Optional<AnswerVersion>> current) {
        return memory.keepsNothing() ? Optional.empty() : current.get();
    }

    private static long bytes(List<PrivateChannel> channels) {
        return channels.stream()
                .mapToLong(channel -> NAME_BYTES * (3 + channel.members().size()))
                .sum();
    }
}
