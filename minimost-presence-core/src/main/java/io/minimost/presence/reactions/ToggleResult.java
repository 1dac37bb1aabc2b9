package io.minimost.presence.reactions;

/** What became of an attempt to change a reaction. */
public enum ToggleResult {
    /** The reaction is there now, and was not before. */
    ADDED,
    /** The reaction was there, and is not any more. */
    REMOVED,
    /** Nothing changed: what was to be added was there, or what was to be removed was not. */
    UNCHANGED,
    /** Nothing changed: the message, or the user on this message, has as many reactions as the store allows. */
    LIMIT_REACHED
}
