package io.minimost.presence.events;

import static io.minimost.presence.events.FactKind.CALL_ACCEPTED;
import static io.minimost.presence.events.FactKind.CALL_ENDED;
import static io.minimost.presence.events.FactKind.CALL_INVITED;
import static io.minimost.presence.events.FactKind.CALL_LEFT;
import static io.minimost.presence.events.FactKind.CALL_REJECTED;
import static io.minimost.presence.events.FactKind.CALL_RINGING;
import static io.minimost.presence.events.FactKind.CALL_SCREEN_SHARED;
import static io.minimost.presence.events.FactKind.CHANNEL_CREATED;
import static io.minimost.presence.events.FactKind.CHANNEL_DELETED;
import static io.minimost.presence.events.FactKind.CHANNEL_RENAMED;
import static io.minimost.presence.events.FactKind.LIVE_STATE_RESET;
import static io.minimost.presence.events.FactKind.MEMBER_ADDED;
import static io.minimost.presence.events.FactKind.MEMBER_LEFT;
import static io.minimost.presence.events.FactKind.MESSAGES_READ;
import static io.minimost.presence.events.FactKind.MESSAGE_DELETED;
import static io.minimost.presence.events.FactKind.REACTION_ADDED;
import static io.minimost.presence.events.FactKind.REACTION_REMOVED;
import static io.minimost.presence.events.FactKind.SCREEN_SHARE_ENDED;
import static io.minimost.presence.events.FactKind.SCREEN_SHARE_STARTED;
import static io.minimost.presence.events.FactKind.SIGNAL_SENT;
import static io.minimost.presence.events.FactKind.USER_DELETED;
import static io.minimost.presence.events.FactKind.WATERMARK_MOVED;

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
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Encodes each fact as log entries; {@link FactKind} describes what their columns mean. */
final class FactEncoder {
    private static final Map<Class<?>, Function<Fact, List<FactEntry>>> BY_TYPE = Map.ofEntries(
            one(MessagesRead.class, e -> at(newest(e), MESSAGES_READ, e.channel(), e.user())),
            one(WatermarkMoved.class, e -> at(e.upTo(), WATERMARK_MOVED, e.channel(), e.user())),
            one(ReactionAdded.class, e -> on(e.message(), REACTION_ADDED).withUser(e.user())),
            one(ReactionRemoved.class, e -> on(e.message(), REACTION_REMOVED).withUser(e.user())),
            each(ChannelCreated.class, FactEncoder::members),
            one(ChannelRenamed.class, e -> entry(CHANNEL_RENAMED, e.channel(), e.user())),
            one(MemberAdded.class, e -> entry(MEMBER_ADDED, e.channel(), e.user())),
            one(MemberLeft.class, e -> entry(MEMBER_LEFT, e.channel(), e.user())),
            each(CallRinging.class, FactEncoder::callerAndCallees),
            one(
                    CallInvited.class,
                    e -> entry(CALL_INVITED, e.channel(), e.user()).withKey(e.call())),
            one(
                    CallAccepted.class,
                    e -> entry(CALL_ACCEPTED, e.channel(), e.user()).withKey(e.call())),
            one(
                    CallRejected.class,
                    e -> entry(CALL_REJECTED, e.channel(), e.user()).withKey(e.call())),
            one(CallLeft.class, e -> entry(CALL_LEFT, e.channel(), e.user()).withKey(e.call())),
            one(CallEnded.class, e -> entry(CALL_ENDED, e.channel(), e.user()).withKey(e.call())),
            one(
                    CallScreenShared.class,
                    e -> entry(CALL_SCREEN_SHARED, e.channel(), e.user()).withKey(e.call())),
            one(SignalSent.class, e -> entry(SIGNAL_SENT, e.channel(), e.to()).withKey(e.session())),
            one(
                    ScreenShareStarted.class,
                    e -> entry(SCREEN_SHARE_STARTED, e.channel(), e.user()).withKey(e.share())),
            one(
                    ScreenShareEnded.class,
                    e -> entry(SCREEN_SHARE_ENDED, e.channel(), e.user()).withKey(e.share())),
            one(ChannelDeleted.class, e -> FactEntry.of(CHANNEL_DELETED).withChannel(e.channel())),
            one(MessageDeleted.class, e -> on(e.message(), MESSAGE_DELETED)),
            one(UserDeleted.class, e -> FactEntry.of(USER_DELETED).withUser(e.user())),
            one(LiveStateReset.class, e -> FactEntry.of(LIVE_STATE_RESET)));

    private FactEncoder() {}

    /** The entries for {@code fact}, at least one; several if each of several users needs an entry. */
    static List<FactEntry> of(Fact fact) {
        return Objects.requireNonNull(BY_TYPE.get(fact.getClass()), "no entry for this kind of fact")
                .apply(fact);
    }

    private static <F extends Fact> Map.Entry<Class<?>, Function<Fact, List<FactEntry>>> one(
            Class<F> type, Function<F, FactEntry> entry) {
        return each(type, fact -> List.of(entry.apply(fact)));
    }

    private static <F extends Fact> Map.Entry<Class<?>, Function<Fact, List<FactEntry>>> each(
            Class<F> type, Function<F, List<FactEntry>> entries) {
        return Map.entry(type, fact -> entries.apply(type.cast(fact)));
    }

    private static FactEntry entry(FactKind kind, String channel, String user) {
        return FactEntry.of(kind).withChannel(channel).withUser(user);
    }

    private static FactEntry at(Instant message, FactKind kind, String channel, String user) {
        return entry(kind, channel, user).withKey(EpochSeconds.text(EpochSeconds.of(message)));
    }

    private static FactEntry on(MessageRef message, FactKind kind) {
        return FactEntry.of(kind).withChannel(message.channel()).withKey(EpochSeconds.text(message.seconds()));
    }

    private static Instant newest(MessagesRead read) {
        return Collections.max(read.messages());
    }

    /** No filter contains the new channel yet, so each member needs an entry with their name. */
    private static List<FactEntry> members(ChannelCreated created) {
        return created.members().stream()
                .map(member -> entry(CHANNEL_CREATED, created.channel(), member))
                .toList();
    }

    private static List<FactEntry> callerAndCallees(CallRinging ringing) {
        return Stream.concat(Stream.of(ringing.user()), ringing.callees().stream())
                .map(user -> entry(CALL_RINGING, ringing.channel(), user).withKey(ringing.call()))
                .toList();
    }
}
