package io.minimost.presence.events;

import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a store publishes. There is one record for each kind of event, so that a host listens only to the kinds it needs:
 *
 * <pre>{@code
 * store.events().on(PresenceEvent.TypingStarted.class, e -> push(e.channel(), e.user()));
 * }</pre>
 *
 * <p>Later versions will add kinds; a listener to {@code PresenceEvent} itself receives those too. All events are immutable.
 */
public sealed interface PresenceEvent extends StoreEvent {
    /** When it happened, by the clock of the store. */
    Instant at();

    /**
     * An event that must not be missed. The transaction that causes it also writes it to the log, so that a client that
     * reconnects can replay it; see {@link Events#since}. Of all other events only the newest value counts: the client reads
     * the current state.
     */
    sealed interface Fact extends PresenceEvent {}

    /** {@code user} began to type in {@code channel}. Renewals within the typing window are not published. */
    record TypingStarted(String channel, String user, Instant at) implements PresenceEvent {}

    /** {@code user} no longer types in {@code channel}. */
    record TypingStopped(String channel, String user, TypingStopped.Reason reason, Instant at)
            implements PresenceEvent {
        /** Why a user no longer types. */
        public enum Reason {
            /** The host called {@code stop}, or the user lost the channel or was deleted. */
            STOPPED,
            /** There was no renewal within the typing window. */
            EXPIRED
        }
    }

    /**
     * What others see of {@code user} changed.
     *
     * @param before what they saw until now; empty if the user was not listed
     * @param after what they see now: the user's override if there is one, else the last reported state; empty if the
     *     user is no longer listed, because there was no report within the online window
     */
    record PresenceChanged(String user, Optional<PresenceState> before, Optional<PresenceState> after, Instant at)
            implements PresenceEvent {}

    /** {@code user} has changed what they show to others. Nobody else may receive it. */
    record PrivacyChanged(String user, Instant at) implements PresenceEvent {}

    /**
     * The status that others see of {@code user} changed: somebody set or cleared one, it has ended, or the user has joined or
     * left a call.
     *
     * @param before what they saw until now; empty if there was no status
     * @param after what they see now; empty if there is no status any more
     */
    record StatusChanged(String user, Optional<Status> before, Optional<Status> after, Instant at)
            implements PresenceEvent {}

    /**
     * {@code user} has read messages that had no receipt of this user before.
     *
     * @param messages the times of the messages, in the order in which they were marked; rounded as in a {@link MessageRef}
     */
    record MessagesRead(String channel, String user, List<Instant> messages, Instant at) implements Fact {
        /** Copies the list. */
        public MessagesRead {
            messages = List.copyOf(messages);
        }
    }

    /** {@code user} has now read {@code channel} up to the time {@code upTo}. */
    record WatermarkMoved(String channel, String user, Instant upTo, Instant at) implements Fact {}

    /** {@code user} has now received {@code channel} up to the time {@code upTo}. */
    record MessagesDelivered(String channel, String user, Instant upTo, Instant at) implements PresenceEvent {}

    /**
     * In their own eyes, {@code user} has now read {@code channel} up to the time {@code upTo}, although others see something else:
     * they have read privately, or marked messages as unread. Nobody else may receive it.
     */
    record ReadPointMoved(String channel, String user, Instant upTo, Instant at) implements PresenceEvent {}

    /** {@code user} reacted to {@code message}. */
    record ReactionAdded(MessageRef message, String emoji, String user, Instant at) implements Fact {}

    /** {@code user} removed their reaction to {@code message}. */
    record ReactionRemoved(MessageRef message, String emoji, String user, Instant at) implements Fact {}

    /** {@code user} created a private channel. There is no {@link MemberAdded} for its first members. */
    record ChannelCreated(String channel, String name, String user, List<String> members, Instant at) implements Fact {
        /** Copies the list. */
        public ChannelCreated {
            members = List.copyOf(members);
        }
    }

    /** {@code user} renamed a private channel. */
    record ChannelRenamed(String channel, String name, String user, Instant at) implements Fact {}

    /** {@code user} is now a member of a private channel, added by {@code by}. */
    record MemberAdded(String channel, String user, String by, Instant at) implements Fact {}

    /**
     * {@code user} is no longer a member of a private channel.
     *
     * @param by who removed the user; the same as {@code user} if they left
     */
    record MemberLeft(String channel, String user, String by, Instant at) implements Fact {}

    /**
     * {@code user} calls the other participants of {@code channel}.
     *
     * @param callees the users whose clients ring now
     */
    record CallRinging(String call, String channel, String user, List<String> callees, Instant at) implements Fact {
        /** Copies the list. */
        public CallRinging {
            callees = List.copyOf(callees);
        }
    }

    /** The client of {@code user} rings now, because {@code by} invited the user to a live call. */
    record CallInvited(String call, String channel, String user, String by, Instant at) implements Fact {}

    /** {@code user} joined a call, or joined it again. */
    record CallAccepted(String call, String channel, String user, Instant at) implements Fact {}

    /** The client of {@code user} stopped ringing, and the user did not join. */
    record CallRejected(String call, String channel, String user, CallRejected.Reason reason, Instant at)
            implements Fact {
        /** Why a user who was called did not join. */
        public enum Reason {
            /** The user declined. */
            DECLINED,
            /** The user did not answer in time. */
            NO_ANSWER,
            /** The call ended while it rang for the user. */
            CALL_ENDED
        }
    }

    /** {@code user} is no longer in a call, or can no longer join it. */
    record CallLeft(String call, String channel, String user, CallLeft.Reason reason, Instant at) implements Fact {
        /** Why a user is no longer in a call. */
        public enum Reason {
            /** The user hung up. */
            HUNG_UP,
            /** The heartbeats of the user's client stopped. */
            LOST,
            /** The user lost the channel or was deleted. */
            REMOVED,
            /** The call ended while the user was in it. */
            CALL_ENDED
        }
    }

    /**
     * A call is over. It does not change any more.
     *
     * @param user who started it
     * @param answered when the second participant joined; empty if none did, which makes it a missed call
     */
    record CallEnded(
            String call, String channel, String user, Optional<Instant> answered, CallEnded.Reason reason, Instant at)
            implements Fact {
        /** Why a call ended. */
        public enum Reason {
            /** A user hung up, and fewer than two participants were left. */
            HUNG_UP,
            /** The last user who was still called declined. */
            DECLINED,
            /** The caller hung up before a callee answered. */
            CANCELLED,
            /** The last user who was still called did not answer in time. */
            NO_ANSWER,
            /** Heartbeats stopped, and fewer than two participants were left. */
            LOST,
            /** Users lost the channel or were deleted, and fewer than two participants were left; or the channel was deleted. */
            REMOVED,
            /** The host restarted and reset the live state. */
            RESTART
        }
    }

    /** {@code user} began ({@code on}) or stopped sharing their screen in a call. */
    record CallScreenShared(String call, String channel, String user, boolean on, Instant at) implements Fact {}

    /**
     * {@code user} sent a signal to {@code to}, for whom it waits.
     *
     * @param session the call or screen share that it belongs to
     * @param id the id of the signal
     */
    record SignalSent(String session, String channel, String user, String to, long id, Instant at) implements Fact {}

    /** {@code user} began to share their screen in {@code channel}. */
    record ScreenShareStarted(String share, String channel, String user, Instant at) implements Fact {}

    /** {@code user} no longer shares their screen in {@code channel}. */
    record ScreenShareEnded(String share, String channel, String user, ScreenShareEnded.Reason reason, Instant at)
            implements Fact {
        /** Why a screen share ended. */
        public enum Reason {
            /** The sharer stopped it. */
            STOPPED,
            /** The sharer started another share in the same channel. */
            REPLACED,
            /** The sharer lost the channel or was deleted, or the channel was deleted. */
            REMOVED,
            /** The host restarted and reset the live state. */
            RESTART
        }
    }

    /** All data of {@code channel} was deleted, by the host or because the channel had no members for long. */
    record ChannelDeleted(String channel, Instant at) implements Fact {}

    /** The host deleted the receipts of {@code message} and the reactions to it. */
    record MessageDeleted(MessageRef message, Instant at) implements Fact {}

    /** The host deleted {@code user}. There is no {@link MemberLeft} for the memberships of the user. */
    record UserDeleted(String user, Instant at) implements Fact {}

    /** The host called {@code resetLiveState}: all users are offline, no call or share is live. Read again. */
    record LiveStateReset(Instant at) implements Fact {}

    /**
     * Another process or another store changed the file, the server of the database has lost changes in a crash, this node of the
     * database was away for more than a minute, or a listener was so slow that events were dropped. What changed is not known: read
     * the displayed state again. One event may stand for several changes.
     *
     * <p>The {@link Fact facts} of another store also arrive one by one, at {@link Events#onFacts}. A host that listens to
     * them, on a file that no MiniMost uses, has only typing and presence to read again.
     */
    record ExternalChange(Instant at) implements PresenceEvent {}

    /**
     * On another node of the database, somebody began or stopped typing in {@code channel}. One event may stand for several
     * changes, and the typing may already be over: read who is typing there.
     */
    record TypingChangedElsewhere(String channel, Instant at) implements PresenceEvent {}

    /**
     * On another node of the database, somebody received messages of {@code channel}. One event may stand for several changes: read
     * what was delivered there.
     */
    record DeliveryChangedElsewhere(String channel, Instant at) implements PresenceEvent {}

    /**
     * On another node of the database, what {@code user} has read of {@code channel} in their own eyes changed. One event may stand
     * for several changes. Nobody else may receive it.
     */
    record ReadPointChangedElsewhere(String channel, String user, Instant at) implements PresenceEvent {}

    /**
     * On another node of the database, what others see of a user changed: read their state and their status again.
     *
     * @param user the user; empty if it may be anybody, which a node with an older version of this library says
     */
    record PresenceChangedElsewhere(Optional<String> user, Instant at) implements PresenceEvent {}
}
