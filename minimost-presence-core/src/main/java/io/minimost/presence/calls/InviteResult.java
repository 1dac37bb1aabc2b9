package io.minimost.presence.calls;

/** The result of inviting a user to a call. */
public enum InviteResult {
    /** The user's client rings now. */
    INVITED,
    /** The call rings for the user already; nothing changed. */
    ALREADY_RINGING,
    /** The user is in the call already; nothing changed. */
    ALREADY_IN_CALL,
    /** There is no such call. */
    NO_SUCH_CALL,
    /** The call is not answered yet, or is over; nothing changed. */
    NOT_ACTIVE,
    /** The user who invites is not in the call; nothing changed. */
    NOT_ALLOWED
}
