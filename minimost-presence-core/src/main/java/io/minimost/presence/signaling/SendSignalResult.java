package io.minimost.presence.signaling;

/** The result of sending a signal in a call or a screen share. */
public enum SendSignalResult {
    /** The signal waits for its recipient. */
    SENT,
    /** There is no such call or share, or the sender is not a participant of the call. */
    NOT_FOUND,
    /** The call or share is over. */
    OVER,
    /** The sender is not in the call, or may not use the channel of the share. */
    NOT_ALLOWED,
    /**
     * The recipient is the sender, is not in the call, or may not use the channel of the share; or neither of the two is the
     * sharer.
     */
    NO_SUCH_RECIPIENT,
    /** Too many signals wait for the recipient. Sending it again later may succeed. */
    MAILBOX_FULL
}
