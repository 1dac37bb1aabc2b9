package io.minimost.presence.calls;

/** What became of an attempt to ask somebody into a running call. */
public enum InviteResult {
    /** His client rings now. */
    INVITED,
    /** It rang already; nothing changed. */
    ALREADY_RINGING,
    /** He is in already; nothing changed. */
    ALREADY_IN_CALL,
    /** There is no such call. */
    NO_SUCH_CALL,
    /** The call has not been answered yet, or is over; nothing changed. */
    NOT_ACTIVE,
    /** The one who invites is not in the call; nothing changed. */
    NOT_ALLOWED
}
