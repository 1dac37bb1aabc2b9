package io.minimost.presence.calls;

/** What became of a signal. */
public enum SendSignalResult {
    /** It waits for its recipient. */
    SENT,
    /** There is no such call, or the sender has nothing to do with it. */
    NO_SUCH_CALL,
    /** The call is over. */
    OVER,
    /** The sender is not in the call. */
    NOT_IN_CALL,
    /** The recipient is not in the call. */
    NO_SUCH_RECIPIENT,
    /** Too many signals wait for the recipient; worth another try later. */
    MAILBOX_FULL
}
