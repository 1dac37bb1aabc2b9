package io.minimost.presence.screenshare;

/** The result of stopping a screen share. */
public enum StopShareResult {
    /** The share is over. If it was over before, nothing changed. */
    STOPPED,
    /** There is no such share. */
    NO_SUCH_SHARE,
    /** Another user shares it; nothing changed. */
    NOT_ALLOWED
}
