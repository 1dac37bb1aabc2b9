package io.minimost.presence.push;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import java.util.Optional;

/**
 * What a fact is about, apart from the topics that it changes. Several facts about one target are sent as one event.
 */
sealed interface FactTarget {
    /** The reactions to a message, which is identified by its time. */
    record Message(String channel, String time) implements FactTarget {}

    /** The state of a call. */
    record OneCall(String id) implements FactTarget {}

    /** The signals that wait for a user in a call or screen share. */
    record Mailbox(String user, String channel, String session) implements FactTarget {}

    /**
     * What {@code user} has lost with their membership: their part in calls, and everything that they see of the
     * channel.
     */
    record Membership(String user, String channel) implements FactTarget {}

    /** Everything about a channel. */
    record WholeChannel(String channel) implements FactTarget {}

    /** Everything. */
    record Everything() implements FactTarget {}

    /** The target of {@code fact}; empty if it only changes topics, or its user is not known any more. */
    static Optional<FactTarget> ofFact(LoggedFact fact) {
        String channel = fact.channel().orElse("");
        String key = fact.key().orElse("");
        FactKind kind = fact.kind();
        return switch (kind) {
            case REACTION_ADDED, REACTION_REMOVED, MESSAGE_DELETED -> Optional.of(new Message(channel, key));
            case CALL_RINGING, CALL_INVITED, CALL_ACCEPTED, CALL_REJECTED, CALL_LEFT, CALL_ENDED, CALL_SCREEN_SHARED ->
                Optional.of(new OneCall(key));
            case SIGNAL_SENT -> fact.user().map(user -> new Mailbox(user, channel, key));
            case MEMBER_LEFT -> fact.user().map(user -> new Membership(user, channel));
            case CHANNEL_DELETED -> Optional.of(new WholeChannel(channel));
            case OTHER -> Optional.of(channel.isEmpty() ? new Everything() : new WholeChannel(channel));
            case USER_DELETED, LIVE_STATE_RESET, LOST -> Optional.of(new Everything());
            case MESSAGES_READ,
                    WATERMARK_MOVED,
                    CHANNEL_CREATED,
                    CHANNEL_RENAMED,
                    MEMBER_ADDED,
                    SCREEN_SHARE_STARTED,
                    SCREEN_SHARE_ENDED -> Optional.empty();
        };
    }
}
