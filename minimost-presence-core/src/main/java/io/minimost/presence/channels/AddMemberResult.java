package io.minimost.presence.channels;

/** What became of an attempt to add a member. */
public enum AddMemberResult {
    /** He belongs to the channel now. */
    ADDED,
    /** He did already; nothing changed. */
    ALREADY_A_MEMBER,
    /** The one who wanted to add him does not belong to the channel, or there is no such channel; nothing changed. */
    NOT_ALLOWED
}
