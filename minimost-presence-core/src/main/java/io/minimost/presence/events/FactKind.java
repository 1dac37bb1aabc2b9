package io.minimost.presence.events;

import java.util.Locale;

/**
 * The kinds of {@link LoggedFact}. Each describes the {@code user} and the {@code key} of its facts, if they have them. The
 * key of a message is its time, as {@link io.minimost.presence.values.EpochSeconds#text} writes it.
 */
public enum FactKind {
    /** User: the reader. Key: the newest of the messages. */
    MESSAGES_READ,
    /** User: the reader. Key: the time up to which the user has read. */
    WATERMARK_MOVED,
    /** User: who reacted. Key: the message. */
    REACTION_ADDED,
    /** User: who removed their reaction. Key: the message. */
    REACTION_REMOVED,
    /** One fact for each of the first members. User: the member. */
    CHANNEL_CREATED,
    /** User: who renamed the channel. */
    CHANNEL_RENAMED,
    /** User: the new member. */
    MEMBER_ADDED,
    /** User: who is no longer a member. */
    MEMBER_LEFT,
    /** One fact for the caller and one for each callee. User: the caller or callee. Key: the call. */
    CALL_RINGING,
    /** User: who was invited. Key: the call. */
    CALL_INVITED,
    /** User: who joined. Key: the call. */
    CALL_ACCEPTED,
    /** User: who did not join. Key: the call. */
    CALL_REJECTED,
    /** User: who is no longer in the call. Key: the call. */
    CALL_LEFT,
    /** User: who started the call. Key: the call. */
    CALL_ENDED,
    /** User: who shares, or no longer shares, their screen. Key: the call. */
    CALL_SCREEN_SHARED,
    /** Sent to the recipient only. User: the recipient. Key: the call or screen share that the signal belongs to. */
    SIGNAL_SENT,
    /** User: the sharer. Key: the share. */
    SCREEN_SHARE_STARTED,
    /** User: the sharer. Key: the share. */
    SCREEN_SHARE_ENDED,
    /** Neither user nor key. */
    CHANNEL_DELETED("channel_forgotten"),
    /** Key: the message. */
    MESSAGE_DELETED("message_forgotten"),
    /** No channel. User: who was deleted. */
    USER_DELETED("user_forgotten"),
    /** Neither channel nor user nor key. Read all live state again. */
    LIVE_STATE_RESET,
    /** A kind that only a newer version of this library knows. Read the displayed state of the channel again. */
    OTHER,
    /**
     * Never stored, only delivered, and to all listeners: facts were pruned from the log before they could be read. Read
     * everything again. Neither channel nor user nor key.
     */
    LOST;

    private final String value;

    FactKind() {
        value = name().toLowerCase(Locale.ROOT);
    }

    /** For a constant that was renamed: files contain its old name. */
    FactKind(String value) {
        this.value = value;
    }

    /** The kind as stored in the database, for example {@code messages_read}. */
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
