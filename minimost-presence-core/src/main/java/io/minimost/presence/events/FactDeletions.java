package io.minimost.presence.events;

import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallInvited;
import io.minimost.presence.events.PresenceEvent.CallRinging;
import io.minimost.presence.events.PresenceEvent.ChannelCreated;
import io.minimost.presence.events.PresenceEvent.MemberAdded;
import io.minimost.presence.events.PresenceEvent.MessagesDelivered;
import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.PrivacyChanged;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.events.PresenceEvent.ScreenShareStarted;
import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.internal.Deletions;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.StoreEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The deletions among the facts after a position. Each write that brings something back publishes an event about it: rows that
 * are only renewed were deleted with their user, channel or message.
 */
final class FactDeletions implements Deletions {
    /** The kinds that it reads, as the database has them. */
    static final String KINDS = "'user_forgotten', 'channel_forgotten', 'message_forgotten', 'member_left'";

    private final boolean areKnown;
    private final Set<String> users = new HashSet<>();
    private final Set<String> channels = new HashSet<>();
    private final Set<FactSubject> messages = new HashSet<>();
    private final Set<FactSubject> members = new HashSet<>();

    /** @param areKnown whether no fact after the position was pruned */
    FactDeletions(List<FactRow> facts, boolean areKnown) {
        this.areKnown = areKnown;
        for (FactRow fact : facts) {
            FactSubject subject = fact.subject();
            switch (fact.kind()) {
                case USER_DELETED -> subject.user().ifPresent(users::add);
                case CHANNEL_DELETED -> subject.channel().ifPresent(channels::add);
                case MESSAGE_DELETED -> messages.add(subject);
                case MEMBER_LEFT -> members.add(subject);
                default -> throw new IllegalArgumentException("no deletion: " + fact);
            }
        }
    }

    @Override
    public boolean hasUser(String user) {
        return users.contains(user);
    }

    @Override
    public boolean hasMessage(MessageRef message) {
        return messages.contains(FactSubject.of(message));
    }

    @Override
    public boolean areKnown() {
        return areKnown;
    }

    @Override
    public boolean concern(StoreEvent event) {
        if (event instanceof TypingStarted e) {
            return isLost(e.channel(), e.user());
        } else if (event instanceof PresenceChanged e) {
            return isDeleted(e.user());
        } else if (event instanceof StatusChanged e) {
            return isDeleted(e.user());
        } else if (event instanceof PrivacyChanged e) {
            return isDeleted(e.user());
        } else if (event instanceof MessagesRead e) {
            return isLost(e.channel(), e.user());
        } else if (event instanceof WatermarkMoved e) {
            return isLost(e.channel(), e.user());
        } else if (event instanceof MessagesDelivered e) {
            return isLost(e.channel(), e.user());
        } else if (event instanceof ReadPointMoved e) {
            return isLost(e.channel(), e.user());
        } else if (event instanceof ReactionAdded e) {
            return hasMessage(e.message()) || isLost(e.message().channel(), e.user());
        } else if (event instanceof ChannelCreated e) {
            return e.members().stream().anyMatch(this::isDeleted);
        } else if (event instanceof MemberAdded e) {
            return isDeleted(e.channel(), e.user());
        } else if (event instanceof CallRinging e) {
            return isDeleted(e.channel(), e.user()) || e.callees().stream().anyMatch(this::isDeleted);
        } else if (event instanceof CallInvited e) {
            return isDeleted(e.channel(), e.user());
        } else if (event instanceof CallAccepted e) {
            return isDeleted(e.channel(), e.user());
        } else if (event instanceof SignalSent e) {
            return isDeleted(e.channel(), e.user()) || isDeleted(e.to());
        }
        return event instanceof ScreenShareStarted e && isDeleted(e.channel(), e.user());
    }

    private boolean isDeleted(String user) {
        return !areKnown || hasUser(user);
    }

    private boolean isDeleted(String channel, String user) {
        return isDeleted(user) || channels.contains(channel);
    }

    /** Also if the user is no longer a member. Where that matters for calls and shares, they check it themselves. */
    private boolean isLost(String channel, String user) {
        return isDeleted(channel, user) || members.contains(FactSubject.of(channel, user));
    }
}
