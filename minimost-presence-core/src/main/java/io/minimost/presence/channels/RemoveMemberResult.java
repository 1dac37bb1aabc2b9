package io.minimost.presence.channels;

/** The result of removing a member. */
public enum RemoveMemberResult {
    /** The user is no longer a member. */
    REMOVED,
    /** The user was not a member; nothing changed. */
    NO_SUCH_MEMBER,
    /** The actor is not a member, or there is no such channel; nothing changed. */
    NOT_ALLOWED
}
