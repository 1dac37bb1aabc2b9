package io.minimost.presence.calls;

/** What became of a change to the sharing of a screen within a call. */
public enum ShareScreenResult {
    /** It is now as wished. */
    DONE,
    /** There is no such call, or the user has nothing to do with it. */
    NO_SUCH_CALL,
    /** The call is over; nothing changed. */
    OVER,
    /** The user is not in the call; nothing changed. */
    NOT_IN_CALL
}
