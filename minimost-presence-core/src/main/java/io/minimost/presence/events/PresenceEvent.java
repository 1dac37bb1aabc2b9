package io.minimost.presence.events;

import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a store announces. There is one record for each kind, so that a host listens to just what it needs:
 *
 * <pre>{@code
 * store.events().on(PresenceEvent.TypingStarted.class, e -> push(e.channel(), e.user()));
 * }</pre>
 *
 * <p>More kinds will be added; a listener to {@code PresenceEvent} itself gets those too. All are immutable.
 */
public sealed interface PresenceEvent {
    /** When it happened, by the clock of the store. */
    Instant at();

    /**
     * News that nobody may miss. A fact is kept for a while, in the transaction that brought it about, so that whoever was
     * away can ask for what came meanwhile; see {@link Events#since}. Of everything else only the newest value counts: who
     * was away asks for that.
     */
    sealed interface Fact extends PresenceEvent {}

    /** {@code user} began to type in {@code channel}. Renewals within the typing window are not announced. */
    record TypingStarted(String channel, String user, Instant at) implements PresenceEvent {}

    /** {@code user} no longer types in {@code channel}. */
    record TypingStopped(String channel, String user, TypingStopped.Reason reason, Instant at)
            implements PresenceEvent {
        /** Why somebody no longer types. */
        public enum Reason {
            /** The user or the host said so. */
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
     *     user is no longer listed, because nothing was heard of him within the online window
     */
    record PresenceChanged(String user, Optional<PresenceState> before, Optional<PresenceState> after, Instant at)
            implements PresenceEvent {}

    /**
     * {@code user} has read messages that he had not read before.
     *
     * @param messages their times, in the order in which they were marked
     */
    record MessagesRead(String channel, String user, List<Instant> messages, Instant at) implements Fact {
        /** Copies the list. */
        public MessagesRead {
            messages = List.copyOf(messages);
        }
    }

    /** {@code user} has now read {@code channel} up to the message of the time {@code upTo}. */
    record WatermarkMoved(String channel, String user, Instant upTo, Instant at) implements Fact {}

    /** {@code user} reacted to {@code message}. */
    record ReactionAdded(MessageRef message, String emoji, String user, Instant at) implements Fact {}

    /** {@code user} took back a reaction to {@code message}. */
    record ReactionRemoved(MessageRef message, String emoji, String user, Instant at) implements Fact {}

    /** {@code user} founded a private channel; its first members are not announced one by one. */
    record ChannelCreated(String channel, String name, String user, List<String> members, Instant at) implements Fact {
        /** Copies the list. */
        public ChannelCreated {
            members = List.copyOf(members);
        }
    }

    /** {@code user} gave a private channel another name. */
    record ChannelRenamed(String channel, String name, String user, Instant at) implements Fact {}

    /** {@code user} now belongs to a private channel; {@code by} added him. */
    record MemberAdded(String channel, String user, String by, Instant at) implements Fact {}

    /**
     * {@code user} no longer belongs to a private channel.
     *
     * @param by who removed him; himself if he left
     */
    record MemberLeft(String channel, String user, String by, Instant at) implements Fact {}

    /**
     * {@code user} calls the others of {@code channel}.
     *
     * @param callees those whose clients ring now
     */
    record CallRinging(String call, String channel, String user, List<String> callees, Instant at) implements Fact {
        /** Copies the list. */
        public CallRinging {
            callees = List.copyOf(callees);
        }
    }

    /** The client of {@code user} rings now, because {@code by} asked him into a running call. */
    record CallInvited(String call, String channel, String user, String by, Instant at) implements Fact {}

    /** {@code user} joined a call, or joined it once more. */
    record CallAccepted(String call, String channel, String user, Instant at) implements Fact {}

    /** The client of {@code user} stopped ringing without him joining. */
    record CallRejected(String call, String channel, String user, CallRejected.Reason reason, Instant at)
            implements Fact {
        /** Why somebody who was called did not join. */
        public enum Reason {
            /** He said no. */
            DECLINED,
            /** He did not answer in time. */
            NO_ANSWER,
            /** The call ended while he was being called. */
            CALL_ENDED
        }
    }

    /** {@code user} is no longer in a call, or can no longer join it. */
    record CallLeft(String call, String channel, String user, CallLeft.Reason reason, Instant at) implements Fact {
        /** Why somebody is no longer in a call. */
        public enum Reason {
            /** He hung up. */
            HUNG_UP,
            /** His client was not heard of for too long. */
            LOST,
            /** He no longer belongs to the channel, or was removed from the store. */
            REMOVED,
            /** The call ended while he was in it. */
            CALL_ENDED
        }
    }

    /**
     * A call is over. Nothing about it changes any more.
     *
     * @param user who had started it
     * @param answered when the second person joined; empty if nobody did, which makes it a missed call
     */
    record CallEnded(
            String call, String channel, String user, Optional<Instant> answered, CallEnded.Reason reason, Instant at)
            implements Fact {
        /** Why a call ended. */
        public enum Reason {
            /** Somebody hung up, and fewer than two people were left. */
            HUNG_UP,
            /** Whoever was still being called said no. */
            DECLINED,
            /** The caller hung up before anybody answered. */
            CANCELLED,
            /** Whoever was still being called did not answer in time. */
            NO_ANSWER,
            /** Clients fell silent, and fewer than two people were left. */
            LOST,
            /** People lost the channel or were removed from the store, and fewer than two were left. */
            REMOVED,
            /** The host started anew. */
            RESTART
        }
    }

    /** {@code user} began ({@code on}) or ended to share his screen within a call. */
    record CallScreenShared(String call, String channel, String user, boolean on, Instant at) implements Fact {}

    /**
     * A signal waits for {@code to}.
     *
     * @param session the call or screen share that it belongs to
     */
    record SignalSent(String session, String channel, String user, String to, long id, Instant at) implements Fact {}

    /** {@code user} began to share his screen in {@code channel}. */
    record ScreenShareStarted(String share, String channel, String user, Instant at) implements Fact {}

    /** {@code user} no longer shares his screen in {@code channel}. */
    record ScreenShareEnded(String share, String channel, String user, ScreenShareEnded.Reason reason, Instant at)
            implements Fact {
        /** Why a screen share ended. */
        public enum Reason {
            /** The sharer ended it. */
            STOPPED,
            /** The sharer began another one in the same channel. */
            REPLACED,
            /** The sharer lost the channel or was removed from the store, or the channel was. */
            REMOVED,
            /** The host started anew. */
            RESTART
        }
    }

    /** Everything about {@code channel} was removed, by the host or because it was empty for long. */
    record ChannelDeleted(String channel, Instant at) implements Fact {}

    /** The receipts of and reactions to {@code message} were removed by the host. */
    record MessageDeleted(MessageRef message, Instant at) implements Fact {}

    /** {@code user} was removed from the store by the host. His memberships are not announced one by one. */
    record UserDeleted(String user, Instant at) implements Fact {}

    /** The host called {@code resetLiveState}: everybody is offline, no call or share is live. Read again. */
    record LiveStateReset(Instant at) implements Fact {}

    /**
     * Another process, or another store on the same file, changed something; or a listener was so slow that events had to be
     * dropped. What changed is not known: read again what you show. Several changes may be announced as one.
     *
     * <p>The {@link Fact facts} of another store also arrive one by one, at {@link Events#onFacts}. Where these are
     * listened to, and no MiniMost works on the file, only typing and presence are left to read again.
     */
    record ExternalChange(Instant at) implements PresenceEvent {}
}
