package io.minimost.presence.screenshare;

/** What became of a signal. */
public enum ShareSignalResult {
    /** It waits for its recipient. */
    SENT,
    /** There is no such share. */
    NO_SUCH_SHARE,
    /** The share is over. */
    OVER,
    /** Neither end is the sharer, or both are, or one of them does not take part in the channel. */
    NOT_ALLOWED,
    /** Too many signals wait for the recipient; worth another try later. */
    MAILBOX_FULL
}
