package io.minimost.presence.calls;

/** What became of a report that somebody's client has vanished from a call. */
public enum GoneReportResult {
    /** The store had not heard of him either, and has taken him out. */
    REMOVED,
    /** He was heard of just now, or is not in the call at all; nothing changed. */
    IGNORED,
    /** The one who reports is not in such a call; nothing changed. */
    NOT_ALLOWED
}
