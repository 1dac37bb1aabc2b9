package io.minimost.presence.screenshare;

/** What became of an attempt to end a screen share. */
public enum StopShareResult {
    /** The share is over; perhaps it was before, and then nothing has changed. */
    STOPPED,
    /** There is no such share. */
    NO_SUCH_SHARE,
    /** It is somebody else's. */
    NOT_ALLOWED
}
