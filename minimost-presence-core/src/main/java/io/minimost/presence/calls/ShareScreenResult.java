package io.minimost.presence.calls;

/** The result of starting or stopping to share a screen in a call. */
public enum ShareScreenResult {
    /** The user shares their screen, or no longer does, as requested. */
    DONE,
    /** There is no such call, or the user is not a participant. */
    NO_SUCH_CALL,
    /** The call is over; nothing changed. */
    OVER,
    /** The user is not in the call; nothing changed. */
    NOT_IN_CALL
}
