package io.minimost.presence.events;

import static io.minimost.presence.events.FactSubject.time;

import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallInvited;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.events.PresenceEvent.CallRinging;
import io.minimost.presence.events.PresenceEvent.CallScreenShared;
import io.minimost.presence.events.PresenceEvent.ChannelCreated;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.ChannelRenamed;
import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.MemberAdded;
import io.minimost.presence.events.PresenceEvent.MemberLeft;
import io.minimost.presence.events.PresenceEvent.MessageDeleted;
import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReactionRemoved;
import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.events.PresenceEvent.ScreenShareStarted;
import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of {@link LoggedFact}, and what the log stores of each. Each describes the {@code user} and the {@code key} of
 * its facts, if they have them. The key of a message is its time, as
 * {@link io.minimost.presence.values.EpochSeconds#text} writes it.
 */
public enum FactKind {
    /** User: the reader. Key: the newest of the messages. */
    MESSAGES_READ(
            MessagesRead.class,
            e -> List.of(FactSubject.of(e.channel(), e.user()).withKey(time(Collections.max(e.messages()))))),
    /** User: the reader. Key: the time up to which the user has read. */
    WATERMARK_MOVED(WatermarkMoved.class, e -> List.of(FactSubject.of(e.channel(), e.user(), time(e.upTo())))),
    /** User: who reacted. Key: the message. */
    REACTION_ADDED(ReactionAdded.class, e -> List.of(FactSubject.of(e.message()).withUser(e.user()))),
    /** User: who removed their reaction. Key: the message. */
    REACTION_REMOVED(
            ReactionRemoved.class, e -> List.of(FactSubject.of(e.message()).withUser(e.user()))),
    /** One fact for each of the first members: no filter contains the new channel yet. User: the member. */
    CHANNEL_CREATED(
            ChannelCreated.class,
            e -> e.members().stream()
                    .map(member -> FactSubject.of(e.channel(), member))
                    .toList()),
    /** User: who renamed the channel. */
    CHANNEL_RENAMED(ChannelRenamed.class, e -> List.of(FactSubject.of(e.channel(), e.user()))),
    /** User: the new member. */
    MEMBER_ADDED(MemberAdded.class, e -> List.of(FactSubject.of(e.channel(), e.user()))),
    /** User: who is no longer a member. */
    MEMBER_LEFT(MemberLeft.class, e -> List.of(FactSubject.of(e.channel(), e.user()))),
    /** One fact for the caller and one for each callee. User: the caller or callee. Key: the call. */
    CALL_RINGING(
            CallRinging.class,
            e -> Stream.concat(Stream.of(e.user()), e.callees().stream())
                    .map(user -> FactSubject.of(e.channel(), user, e.call()))
                    .toList()),
    /** User: who was invited. Key: the call. */
    CALL_INVITED(CallInvited.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.call()))),
    /** User: who joined. Key: the call. */
    CALL_ACCEPTED(CallAccepted.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.call()))),
    /** User: who did not join. Key: the call. */
    CALL_REJECTED(CallRejected.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.call()))),
    /** User: who is no longer in the call. Key: the call. */
    CALL_LEFT(CallLeft.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.call()))),
    /** User: who started the call. Key: the call. */
    CALL_ENDED(CallEnded.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.call()))),
    /** User: who shares, or no longer shares, their screen. Key: the call. */
    CALL_SCREEN_SHARED(CallScreenShared.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.call()))),
    /** Sent to the recipient only. User: the recipient. Key: the call or screen share that the signal belongs to. */
    SIGNAL_SENT(SignalSent.class, e -> List.of(FactSubject.of(e.channel(), e.to(), e.session()))),
    /** User: the sharer. Key: the share. */
    SCREEN_SHARE_STARTED(ScreenShareStarted.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.share()))),
    /** User: the sharer. Key: the share. */
    SCREEN_SHARE_ENDED(ScreenShareEnded.class, e -> List.of(FactSubject.of(e.channel(), e.user(), e.share()))),
    /** Neither user nor key. */
    CHANNEL_DELETED("channel_forgotten", ChannelDeleted.class, e -> List.of(FactSubject.NONE.withChannel(e.channel()))),
    /** Key: the message. */
    MESSAGE_DELETED("message_forgotten", MessageDeleted.class, e -> List.of(FactSubject.of(e.message()))),
    /** No channel. User: who was deleted. */
    USER_DELETED("user_forgotten", UserDeleted.class, e -> List.of(FactSubject.NONE.withUser(e.user()))),
    /** Neither channel nor user nor key. Read all live state again. */
    LIVE_STATE_RESET(LiveStateReset.class, e -> List.of(FactSubject.NONE)),
    /** A kind that only a newer version of this library knows. Read the displayed state of the channel again. */
    OTHER,
    /**
     * Never stored, only delivered, and to all listeners: facts were pruned from the log before they could be read. Read
     * everything again. Neither channel nor user nor key.
     */
    LOST;

    private static final Map<Class<?>, FactKind> BY_TYPE = Arrays.stream(values())
            .filter(kind -> kind.type != null)
            .collect(Collectors.toUnmodifiableMap(kind -> Objects.requireNonNull(kind.type), Function.identity()));

    private final String value;
    private final @Nullable Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    private final Function<Fact, List<FactSubject>> subjects;

    /** A kind that no event of this version has. */
    FactKind() {
        value = name().toLowerCase(Locale.ROOT);
        type = null;
        subjects = fact -> List.of();
    }

    /**
     * The kind of the events of {@code type}.
     *
     * @param subjects what an event is about
     */
    <F extends Fact> FactKind(Class<F> type, Function<F, List<FactSubject>> subjects) {
        value = name().toLowerCase(Locale.ROOT);
        this.type = type;
        this.subjects = fact -> subjects.apply(type.cast(fact));
    }

    /** The same for a constant that was renamed: files contain its old name, {@code value}. */
    <F extends Fact> FactKind(String value, Class<F> type, Function<F, List<FactSubject>> subjects) {
        this.value = value;
        this.type = type;
        this.subjects = fact -> subjects.apply(type.cast(fact));
    }

    static FactKind of(Fact fact) {
        return Objects.requireNonNull(BY_TYPE.get(fact.getClass()), "no kind of this fact");
    }

    /** What {@code fact}, which is of this kind, is about: at least one subject, each of which is an entry of the log. */
    List<FactSubject> subjectsOf(Fact fact) {
        return subjects.apply(fact);
    }

    /**
     * The kind as stored in the database and sent to clients: its name in lower case, for example {@code messages_read}. Only those of
     * deletions are {@code channel_forgotten}, {@code message_forgotten} and {@code user_forgotten}.
     */
    public String value() {
        return value;
    }

    /** The kind with the given {@link #value()}; {@link #OTHER} for an unknown one and for that of {@link #LOST}. */
    static FactKind fromValue(String value) {
        for (FactKind kind : values()) {
            if (kind != LOST && kind.value.equals(value)) {
                return kind;
            }
        }
        return OTHER;
    }
}
