package io.minimost.presence.push;

import static io.minimost.presence.push.TopicKind.ACTIVE_CALL;
import static io.minimost.presence.push.TopicKind.INCOMING_CALLS;
import static io.minimost.presence.push.TopicKind.MEMBER_PRESENCE;
import static io.minimost.presence.push.TopicKind.PRIVATE_CHANNELS;
import static io.minimost.presence.push.TopicKind.READ_RECEIPTS;
import static io.minimost.presence.push.TopicKind.SCREENSHARES;

import io.minimost.presence.events.LoggedFact;
import java.util.List;
import java.util.Optional;

/**
 * What a fact leads to.
 *
 * @param target what is sent as an event of its own, if anything. After a {@link FactTarget.WholeChannel} or
 *     {@link FactTarget.Everything}, all topics are broadcast.
 * @param topics the topics that it changes
 * @param changesMemberLists whether it also changes the lists of private channels of all members of its channel
 */
record FactEffect(Optional<FactTarget> target, List<TopicKey> topics, boolean changesMemberLists) {
    /** Channels are not parsed here: another version may have written one that this version refuses. */
    private static final String PRIVATE = "private:";

    static FactEffect of(LoggedFact fact) {
        String channel = fact.channel().orElse("");
        String user = fact.user().orElse("");
        String key = fact.key().orElse("");
        return switch (fact.kind()) {
            case MESSAGES_READ, WATERMARK_MOVED ->
                channel.startsWith(PRIVATE)
                        ? topics(new TopicKey(READ_RECEIPTS, channel), new TopicKey(PRIVATE_CHANNELS, user))
                        : topics(new TopicKey(READ_RECEIPTS, channel));
            case REACTION_ADDED, REACTION_REMOVED, MESSAGE_DELETED -> target(new FactTarget.Message(channel, key));
            case CHANNEL_CREATED -> topics(new TopicKey(PRIVATE_CHANNELS, user));
            case CHANNEL_RENAMED, MEMBER_ADDED -> memberLists(Optional.empty(), channel, user);
            case MEMBER_LEFT ->
                memberLists(fact.user().map(former -> new FactTarget.Membership(former, channel)), channel, user);
            case CALL_RINGING, CALL_INVITED, CALL_ACCEPTED, CALL_REJECTED, CALL_LEFT, CALL_ENDED ->
                target(new FactTarget.OneCall(key))
                        .withTopics(new TopicKey(ACTIVE_CALL, channel), new TopicKey(INCOMING_CALLS, user));
            case CALL_SCREEN_SHARED -> target(new FactTarget.OneCall(key));
            case SIGNAL_SENT ->
                new FactEffect(
                        fact.user().map(recipient -> new FactTarget.Mailbox(recipient, channel, key)),
                        List.of(),
                        false);
            case SCREEN_SHARE_STARTED, SCREEN_SHARE_ENDED -> topics(new TopicKey(SCREENSHARES, channel));
            case CHANNEL_DELETED -> target(new FactTarget.WholeChannel(channel));
            case OTHER ->
                target(channel.isEmpty() ? new FactTarget.Everything() : new FactTarget.WholeChannel(channel));
            case USER_DELETED, LIVE_STATE_RESET, LOST -> target(new FactTarget.Everything());
        };
    }

    private static FactEffect target(FactTarget target) {
        return new FactEffect(Optional.of(target), List.of(), false);
    }

    private static FactEffect topics(TopicKey... topics) {
        return new FactEffect(Optional.empty(), List.of(topics), false);
    }

    private static FactEffect memberLists(Optional<FactTarget> target, String channel, String user) {
        return new FactEffect(
                target, List.of(new TopicKey(PRIVATE_CHANNELS, user), new TopicKey(MEMBER_PRESENCE, channel)), true);
    }

    private FactEffect withTopics(TopicKey... more) {
        return new FactEffect(target, List.of(more), changesMemberLists);
    }
}
