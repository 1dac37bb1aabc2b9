package io.minimost.presence.calls;

/** The result of reporting that a user's client is gone from a call. */
public enum GoneReportResult {
    /** The user is removed from the call: their last heartbeat was long enough ago. */
    REMOVED,
    /** The last heartbeat of the user is recent, or they are not in the call, or report themselves; nothing changed. */
    IGNORED,
    /** The call is not live, or the reporter is not in it; nothing changed. */
    NOT_ALLOWED
}
