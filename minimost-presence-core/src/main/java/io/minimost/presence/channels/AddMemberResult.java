package io.minimost.presence.channels;

/** The result of adding a member. */
public enum AddMemberResult {
    /** The user is a member now. */
    ADDED,
    /** The user was a member already; nothing changed. */
    ALREADY_A_MEMBER,
    /** The actor is not a member, or there is no such channel; nothing changed. */
    NOT_ALLOWED
}
