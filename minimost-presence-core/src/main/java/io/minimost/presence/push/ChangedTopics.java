package io.minimost.presence.push;

import static io.minimost.presence.push.TopicKind.ACTIVE_CALL;
import static io.minimost.presence.push.TopicKind.INCOMING_CALLS;
import static io.minimost.presence.push.TopicKind.PRIVATE_CHANNELS;
import static io.minimost.presence.push.TopicKind.READ_RECEIPTS;
import static io.minimost.presence.push.TopicKind.SCREENSHARES;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the topics that a fact changes. A fact that may change more is a {@link FactTarget.WholeChannel} or
 * {@link FactTarget.Everything}, after which all topics are broadcast.
 */
final class ChangedTopics {
    private final PrivateChannels channels;

    ChangedTopics(PrivateChannels channels) {
        this.channels = channels;
    }

    List<TopicKey> changedBy(LoggedFact fact) {
        String channel = fact.channel().orElse("");
        String user = fact.user().orElse("");
        return switch (fact.kind()) {
            case MESSAGES_READ, WATERMARK_MOVED ->
                ChannelId.parse(channel) instanceof ChannelId.Private
                        ? List.of(new TopicKey(READ_RECEIPTS, channel), new TopicKey(PRIVATE_CHANNELS, user))
                        : List.of(new TopicKey(READ_RECEIPTS, channel));
            case CHANNEL_CREATED -> List.of(new TopicKey(PRIVATE_CHANNELS, user));
            case CHANNEL_RENAMED, MEMBER_ADDED, MEMBER_LEFT -> listsWith(channel, user);
            case CALL_RINGING, CALL_INVITED, CALL_ACCEPTED, CALL_REJECTED, CALL_LEFT, CALL_ENDED ->
                List.of(new TopicKey(ACTIVE_CALL, channel), new TopicKey(INCOMING_CALLS, user));
            case SCREEN_SHARE_STARTED, SCREEN_SHARE_ENDED -> List.of(new TopicKey(SCREENSHARES, channel));
            case REACTION_ADDED,
                    REACTION_REMOVED,
                    CALL_SCREEN_SHARED,
                    SIGNAL_SENT,
                    CHANNEL_DELETED,
                    MESSAGE_DELETED,
                    USER_DELETED,
                    LIVE_STATE_RESET,
                    OTHER,
                    LOST -> List.of();
        };
    }

    /** The lists of private channels that contain {@code channel}, and that of {@code user}. */
    private List<TopicKey> listsWith(String channel, String user) {
        List<TopicKey> lists = new ArrayList<>(List.of(new TopicKey(PRIVATE_CHANNELS, user)));
        if (ChannelId.parse(channel) instanceof ChannelId.Private id) {
            channels.members(id).forEach(member -> lists.add(new TopicKey(PRIVATE_CHANNELS, member)));
        }
        return lists;
    }
}
