package io.minimost.presence.media;

/** What became of a piece of a recording that somebody sent. */
public enum MediaOutcome {
    /** It is stored. */
    STORED,
    /** Nothing is stored: there is no such call or screen share, or the sender may not send into it. */
    NO_SUCH_SESSION,
    /** Nothing is stored: the call or screen share is over. */
    OVER
}
