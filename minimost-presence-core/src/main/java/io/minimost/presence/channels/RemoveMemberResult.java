package io.minimost.presence.channels;

/** What became of an attempt to remove a member. */
public enum RemoveMemberResult {
    /** He no longer belongs to the channel. */
    REMOVED,
    /** He did not belong to it; nothing changed. */
    NO_SUCH_MEMBER,
    /** The one who wanted to remove him does not belong to the channel, or there is no such channel; nothing changed. */
    NOT_ALLOWED
}
