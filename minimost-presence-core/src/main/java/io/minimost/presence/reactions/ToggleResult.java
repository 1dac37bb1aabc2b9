package io.minimost.presence.reactions;

/** The result of adding, removing or toggling a reaction. */
public enum ToggleResult {
    /** The reaction was added. */
    ADDED,
    /** The reaction was removed. */
    REMOVED,
    /** Nothing changed: the reaction to add existed, or the reaction to remove did not. */
    UNCHANGED,
    /** Nothing changed: the message, or the user on this message, already has the maximum of {@link ReactionLimits}. */
    LIMIT_REACHED
}
