package io.minimost.presence.media;

/** Whether an init chunk or media chunk was stored. */
public enum MediaOutcome {
    /** The chunk is stored. */
    STORED,
    /** Nothing is stored: there is no such call or screen share, or the sender may not send to it. */
    NO_SUCH_SESSION,
    /** Nothing is stored: the call or screen share is over. */
    OVER
}
