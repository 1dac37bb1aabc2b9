package io.minimost.presence.events;

import java.util.Locale;

/**
 * The kinds of {@link LoggedFact}. Each says what the {@code user} and the {@code key} of its facts are, if they have
 * them. A message is named by its time, as {@link io.minimost.presence.values.EpochSeconds#text} writes it.
 */
public enum FactKind {
    /** User: the reader. Key: the newest of the messages. */
    MESSAGES_READ,
    /** User: the reader. Key: the message up to which he has read. */
    WATERMARK_MOVED,
    /** User: who reacted. Key: the message. */
    REACTION_ADDED,
    /** User: who took back his reaction. Key: the message. */
    REACTION_REMOVED,
    /** One fact for each of the first members. User: the member. */
    CHANNEL_CREATED,
    /** User: who did it. */
    CHANNEL_RENAMED,
    /** User: the new member. */
    MEMBER_ADDED,
    /** User: who is no longer a member. */
    MEMBER_LEFT,
    /** One fact for the caller and for each of those whose clients ring. User: he. Key: the call. */
    CALL_RINGING,
    /** User: whose client rings. Key: the call. */
    CALL_INVITED,
    /** User: who joined. Key: the call. */
    CALL_ACCEPTED,
    /** User: who did not join. Key: the call. */
    CALL_REJECTED,
    /** User: who is no longer in the call. Key: the call. */
    CALL_LEFT,
    /** User: who had started the call. Key: the call. */
    CALL_ENDED,
    /** User: who shares, or no longer shares, his screen. Key: the call. */
    CALL_SCREEN_SHARED,
    /** Seen by the recipient alone. User: the recipient. Key: the call or screen share that the signal belongs to. */
    SIGNAL_SENT,
    /** User: the sharer. Key: the share. */
    SCREEN_SHARE_STARTED,
    /** User: the sharer. Key: the share. */
    SCREEN_SHARE_ENDED,
    /** Neither user nor key. */
    CHANNEL_DELETED("channel_forgotten"),
    /** Key: the message. */
    MESSAGE_DELETED("message_forgotten"),
    /** No channel. User: who was forgotten. */
    USER_DELETED("user_forgotten"),
    /** Neither channel nor user nor key: everything live is to be read again. */
    LIVE_STATE_RESET,
    /** What a newer version of this library wrote, and this one does not know. Read again what is shown of the channel. */
    OTHER,
    /**
     * Never kept, only delivered to listeners, and to all of them: facts went out of the log before they could be read
     * from it. Everything is to be read again. Neither channel nor user nor key.
     */
    LOST;

    private final String value;

    FactKind() {
        value = name().toLowerCase(Locale.ROOT);
    }

    /** For those whose name became another one after it was written to files. */
    FactKind(String value) {
        this.value = value;
    }

    /** The kind as it stands in the database: {@code messages_read}, say. */
    public String value() {
        return value;
    }

    /** The kind that {@code value} stands for; {@link #OTHER} if it is none that is kept. */
    static FactKind fromValue(String value) {
        for (FactKind kind : values()) {
            if (kind != LOST && kind.value.equals(value)) {
                return kind;
            }
        }
        return OTHER;
    }
}
